package dev.belay.agent.cloud;

import dev.belay.model.route.RoutePlace;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The routes to a virtual IP, in one stay. A stop leaves them as they are: the next active node
/// points them at itself, in one call for each table.
final class RouteSteps implements CloudSteps {

    /// Finds where routes to this node lead now: the VPC of this node first.
    interface Aim {
        CloudAnswer<List<RouteGoal>> find();
    }

    private final Aim aim;
    private final Calls calls = new Calls();
    private final RouteMoves moves;
    private final Pace pace;
    private final Consumer<String> log;
    private final Patience patience;

    /// @param places their clients
    RouteSteps(
            Aim aim,
            Function<RoutePlace, RouteApi> places,
            Pace pace,
            Patience patience,
            Consumer<String> log) {
        this.patience = patience;
        this.aim = aim;
        this.moves = new RouteMoves(places, calls, pace);
        this.pace = pace;
        this.log = log;
    }

    @Override
    public CloudEnd start(Duration limit, BooleanSupplier mayChange) throws InterruptedException {
        long deadline = pace.deadline(RouteMove.bounded(limit));
        CloudAnswer<List<RouteGoal>> goals = goals(deadline, mayChange);
        return switch (goals) {
            case CloudAnswer.Done<List<RouteGoal>>(List<RouteGoal> all) ->
                    started(all, pace.left(deadline), mayChange);
            case CloudAnswer.Refused<List<RouteGoal>> _ -> new CloudEnd.Failed(goals.why());
            case CloudAnswer.Throttled<List<RouteGoal>> _, CloudAnswer.Unknown<List<RouteGoal>> _ ->
                    open(goals.why(), mayChange);
        };
    }

    /// Asked for again while it is not told: nothing can be moved without it.
    private CloudAnswer<List<RouteGoal>> goals(long deadline, BooleanSupplier mayChange)
            throws InterruptedException {
        for (int again = 0; ; again++) {
            CloudAnswer<List<RouteGoal>> goals = calls.one(aim::find, pace.left(deadline));
            if (goals instanceof CloudAnswer.Done<List<RouteGoal>>
                    || goals instanceof CloudAnswer.Refused<List<RouteGoal>>
                    || !mayChange.getAsBoolean()) {
                return goals;
            }
            pace.backOff(again, deadline);
            if (pace.left(deadline).compareTo(RouteMove.NO_TIME) < 0) {
                return goals;
            }
        }
    }

    private CloudEnd started(List<RouteGoal> goals, Duration limit, BooleanSupplier mayChange)
            throws InterruptedException {
        List<RouteMoves.Moved> all = moves.move(goals, limit, RouteMove.OFTEN, mayChange);
        RouteReport report = RouteMoves.together(all);
        return switch (report.kind()) {
            case RIGHT ->
                    new CloudEnd.Right(
                            report.moved().isEmpty()
                                    ? "led to '" + goals.getFirst().to().id() + "' already"
                                    : "leads to " + targets(all));
            case ABSENT -> new CloudEnd.Warned(report.words());
            case FAILED, ENDED -> new CloudEnd.Failed(report.words());
            case THROTTLED, UNKNOWN -> open(report.words(), mayChange);
        };
    }

    private static String targets(List<RouteMoves.Moved> all) {
        return all.stream()
                .filter(one -> !one.report().moved().isEmpty())
                .map(one ->
                        "'%s' in %s"
                                .formatted(
                                        one.goal().to().id(),
                                        String.join(", ", one.report().moved())))
                .collect(Collectors.joining(", to "));
    }

    /// Neither done nor refused. The service runs all the same: its lease says that it runs here
    /// and nowhere else, no route does.
    private static CloudEnd open(String why, BooleanSupplier mayChange) {
        return mayChange.getAsBoolean()
                ? new CloudEnd.Warned(
                        "it is not known whether its routes lead here, and each look sets right what is wrong: "
                                + why)
                : new CloudEnd.Unknown(why);
    }

    @Override
    public CloudEnd monitor(Duration limit, BooleanSupplier mayChange) throws InterruptedException {
        long deadline = pace.deadline(RouteMove.bounded(limit));
        long seenBy = pace.deadline(Pace.shorter(limit, RouteMove.LOOK));
        CloudAnswer<List<RouteGoal>> goals = calls.one(aim::find, pace.left(seenBy));
        if (!(goals instanceof CloudAnswer.Done<List<RouteGoal>>(List<RouteGoal> all))) {
            return patience.unknown(goals.why());
        }
        RouteSight sight = RouteSight.of(moves.look(all, pace.left(seenBy)));
        if (!sight.wrong().isEmpty()) {
            return repaired(sight, pace.left(deadline), mayChange);
        }
        if (!sight.dark().isEmpty()) {
            return patience.unknown(sight.rest());
        }
        return sight.lacking().isEmpty()
                ? patience.right(
                        "leads to '%s' in %s"
                                .formatted(all.getFirst().to().id(), sight.rightTables()))
                : patience.rightBut(sight.rest());
    }

    /// What is wrong alone is changed.
    private CloudEnd repaired(RouteSight sight, Duration limit, BooleanSupplier mayChange)
            throws InterruptedException {
        String what = sight.words();
        if (!mayChange.getAsBoolean()) {
            return new CloudEnd.Warned(what + ", and nothing is changed now");
        }
        log.accept(
                "the route to '%s' is %s: it is pointed at %s again"
                        .formatted(sight.wrong().getFirst().destination(), what, sight.targets()));
        List<RouteMoves.Moved> all = moves.move(sight.wrong(), limit, 1, mayChange);
        RouteReport report = RouteMoves.together(all);
        return switch (report.kind()) {
            case RIGHT, ABSENT ->
                    all.stream().anyMatch(RouteMoves.Moved::isRefusedElsewhere)
                            ? patience.rightBut(report.words())
                            : mended(what, report.words(), sight.rest());
            case FAILED -> new CloudEnd.Failed(report.words());
            case THROTTLED, UNKNOWN, ENDED -> patience.unknown(report.words());
        };
    }

    private CloudEnd mended(String what, String left, String rest) {
        CloudEnd end = patience.repaired(what);
        String open =
                Stream.of(left, rest)
                        .filter(one -> !one.isEmpty())
                        .collect(Collectors.joining("; "));
        return open.isEmpty() || end instanceof CloudEnd.Failed
                ? end
                : new CloudEnd.Warned("was " + what + ", and was set right; " + open);
    }

    @Override
    public CloudEnd stop(Duration limit) {
        return new CloudEnd.Right("its route is left as it is: the next active node takes it over");
    }

    @Override
    public void end() {
        calls.end();
    }
}
