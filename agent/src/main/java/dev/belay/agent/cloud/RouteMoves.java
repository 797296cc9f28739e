package dev.belay.agent.cloud;

import dev.belay.agent.cloud.RouteReport.Kind;
import dev.belay.model.route.RoutePlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Makes all routes to a virtual IP lead where they should: each place for itself, beside the
/// others, so that a region that does not answer keeps no other one waiting for its routes.
final class RouteMoves {

    /// For what is over at its deadline to say so.
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final Function<RoutePlace, RouteApi> places;
    private final Calls calls;
    private final Pace pace;

    /// @param places their clients
    RouteMoves(Function<RoutePlace, RouteApi> places, Calls calls, Pace pace) {
        this.places = places;
        this.calls = calls;
        this.pace = pace;
    }

    /// What one place says.
    record Look(RouteGoal goal, CloudAnswer<RouteSurvey> seen) {}

    /// What came of one place.
    record Moved(RouteGoal goal, RouteReport report) {

        /// Nothing that another node could do better: what is right at the active node serves.
        boolean isRefusedElsewhere() {
            return report.kind() == Kind.FAILED && !goal.needsOne();
        }

        private Kind kind() {
            return isRefusedElsewhere() ? Kind.ABSENT : report.kind();
        }
    }

    /// Blocks, for [RouteMove#LONGEST] or the limit and a moment at most.
    ///
    /// @param times how often a table may be changed
    /// @param mayChange asked before each change
    List<Moved> move(List<RouteGoal> goals, Duration limit, int times, BooleanSupplier mayChange)
            throws InterruptedException {
        Duration bounded = RouteMove.bounded(limit);
        List<CloudAnswer<RouteReport>> reports =
                each(
                        goals,
                        goal -> at(goal).move(goal, bounded, times, mayChange),
                        bounded.plus(MOMENT));
        List<Moved> all = new ArrayList<>();
        for (int i = 0; i < goals.size(); i++) {
            all.add(
                    new Moved(
                            goals.get(i),
                            reports.get(i) instanceof CloudAnswer.Done<RouteReport>(var report)
                                    ? report
                                    : new RouteReport(
                                            Kind.UNKNOWN,
                                            List.of(),
                                            Map.of("", reports.get(i).why()))));
        }
        return all;
    }

    /// What the tables say now.
    List<Look> look(List<RouteGoal> goals, Duration limit) throws InterruptedException {
        List<CloudAnswer<CloudAnswer<RouteSurvey>>> answers =
                each(
                        goals,
                        goal -> at(goal).look(goal, limit),
                        RouteMove.bounded(limit).plus(MOMENT));
        List<Look> all = new ArrayList<>();
        for (int i = 0; i < goals.size(); i++) {
            all.add(
                    new Look(
                            goals.get(i),
                            answers.get(i)
                                            instanceof
                                            CloudAnswer.Done<CloudAnswer<RouteSurvey>>(var seen)
                                    ? seen
                                    : new CloudAnswer.Unknown<>(answers.get(i).why())));
        }
        return all;
    }

    private interface Work<T> {
        T of(RouteGoal goal) throws InterruptedException;
    }

    /// Whoever is interrupted gets away when all have ended.
    private <T> List<CloudAnswer<T>> each(List<RouteGoal> goals, Work<T> work, Duration within)
            throws InterruptedException {
        if (goals.size() == 1) {
            return List.of(new CloudAnswer.Done<>(work.of(goals.getFirst())));
        }
        List<Callable<CloudAnswer<T>>> all = new ArrayList<>();
        goals.forEach(goal -> all.add(() -> new CloudAnswer.Done<>(work.of(goal))));
        return calls.changes(all, within);
    }

    private RouteMove at(RouteGoal goal) {
        return new RouteMove(places.apply(goal.place()), calls, pace);
    }

    /// Of all places together: the worst that came of one of them. A refusal fails only where the
    /// active node is; elsewhere it is said, for it would be the same with any other node.
    static RouteReport together(List<Moved> all) {
        Map<String, String> left = new TreeMap<>();
        for (Moved one : all) {
            one.report()
                    .left()
                    .forEach((table, why) ->
                            left.put(
                                    table.isEmpty() && all.size() > 1 ? one.goal().where() : table,
                                    why));
        }
        return new RouteReport(
                all.stream()
                        .map(Moved::kind)
                        .max(Comparator.comparingInt(RouteMoves::weight))
                        .orElse(Kind.RIGHT),
                all.stream().flatMap(one -> one.report().moved().stream()).toList(),
                left);
    }

    private static int weight(Kind kind) {
        return switch (kind) {
            case RIGHT -> 0;
            case ABSENT -> 1;
            case THROTTLED -> 2;
            case UNKNOWN -> 3;
            case ENDED -> 4;
            case FAILED -> 5;
        };
    }
}
