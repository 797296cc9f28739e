package dev.belay.agent.cloud;

import dev.belay.model.route.RoutePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the route tables of one place say of a virtual IP, beside what they should say. Pure.
///
/// @param goal what they should
/// @param lines one for each table that is looked at, in the order of their ids
record RouteSurvey(RouteGoal goal, List<Line> lines) {

    RouteSurvey {
        lines = List.copyOf(lines);
    }

    /// @param table `rtb-…`
    record Line(String table, Seen seen) {

        boolean isWrong() {
            return switch (seen) {
                case Seen.Right _, Seen.Foreign _ -> false;
                case Seen.Stolen _, Seen.Blackhole _, Seen.Missing _, Seen.Absent _ -> true;
            };
        }

        /// Whether a change sets it right.
        boolean isMendable() {
            return isWrong() && !(seen instanceof Seen.Absent);
        }

        @Override
        public String toString() {
            return switch (seen) {
                case Seen.Right _ -> "right in '" + table + "'";
                case Seen.Stolen(String by) -> "stolen by '" + by + "' in '" + table + "'";
                case Seen.Blackhole(String target) ->
                        "a blackhole in '" + table + "', where '" + target + "' is gone";
                case Seen.Missing _ -> "missing in '" + table + "'";
                case Seen.Absent(String lacking) ->
                        "wanted in '%s', which %s does not have: correct the id"
                                .formatted(table, lacking);
                case Seen.Foreign(String by) -> "led to '" + by + "' in '" + table + "'";
            };
        }
    }

    /// What one table says.
    sealed interface Seen {

        /// It leads to what it should.
        record Right() implements Seen {}

        /// It leads elsewhere.
        record Stolen(String by) implements Seen {}

        /// It leads to what is gone.
        record Blackhole(String target) implements Seen {}

        /// The design names the table, and it has no such route.
        record Missing() implements Seen {}

        /// The design names the table, and there is none of that id.
        ///
        /// @param lacking where it was looked for, for people
        record Absent(String lacking) implements Seen {}

        /// The design does not name it, and it leads to a gateway, there or not: somebody wants it
        /// so.
        record Foreign(String by) implements Seen {}
    }

    static RouteSurvey of(RouteGoal goal, List<RouteApi.Table> tables) {
        Map<String, RouteApi.Table> byId =
                tables.stream()
                        .collect(
                                Collectors.toMap(
                                        RouteApi.Table::id,
                                        Function.identity(),
                                        (first, _) -> first,
                                        TreeMap::new));
        List<Line> lines = new ArrayList<>();
        byId.forEach((id, table) -> {
            boolean isNamed = goal.place().tables().contains(id);
            if (isNamed || (table.route().isPresent() && !goal.elsewhere().contains(id))) {
                lines.add(new Line(id, seen(goal, table, isNamed)));
            }
        });
        String lacking =
                goal.place() instanceof RoutePlace.Transit ? "the transit gateway" : "the VPC";
        goal.place().tables().stream()
                .distinct()
                .filter(id -> !byId.containsKey(id))
                .forEach(id -> lines.add(new Line(id, new Seen.Absent(lacking))));
        return new RouteSurvey(goal, lines);
    }

    private static Seen seen(RouteGoal goal, RouteApi.Table table, boolean isNamed) {
        if (table.route().isEmpty()) {
            return new Seen.Missing();
        }
        RouteApi.Target target = table.route().get();
        if (!isNamed && !goal.isOurs(target)) {
            return new Seen.Foreign(target.id());
        }
        if (target.isBlackhole()) {
            return new Seen.Blackhole(target.id());
        }
        return target.id().equals(goal.to().id()) ? new Seen.Right() : new Seen.Stolen(target.id());
    }

    List<Line> wrong() {
        return lines.stream().filter(Line::isWrong).toList();
    }

    List<Line> mendable() {
        return lines.stream().filter(Line::isMendable).toList();
    }

    /// Whether all is as it should be, and there is something where there should be.
    boolean isRight() {
        return wrong().isEmpty() && isEnough();
    }

    /// The same of the tables that there are.
    boolean isRightWhereThere() {
        return mendable().isEmpty() && isEnough();
    }

    private boolean isEnough() {
        return rightTables() > 0 || !goal.needsOne();
    }

    long rightTables() {
        return lines.stream().filter(one -> one.seen() instanceof Seen.Right).count();
    }

    /// What is not as it should be, for people; what no change sets right only where that is all.
    String words() {
        List<Line> told = mendable().isEmpty() ? wrong() : mendable();
        return told.stream().map(Line::toString).collect(Collectors.joining("; "));
    }
}
