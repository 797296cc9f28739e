package dev.belay.agent.cloud;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The routes to a virtual IP, in one stay. A stop leaves them as they are: the next active node
/// points them at itself, in one call.
final class RouteSteps implements CloudSteps {

    /// Finds the network interface that routes to this node lead to.
    interface Interface {
        CloudAnswer<String> find();
    }

    private final RouteWish wish;
    private final Interface here;
    private final Calls calls = new Calls();
    private final RouteMove move;
    private final Pace pace;
    private final Consumer<String> log;
    private final Patience patience = new Patience();

    RouteSteps(RouteWish wish, Interface here, RouteApi api, Pace pace, Consumer<String> log) {
        this.wish = wish;
        this.here = here;
        this.move = new RouteMove(api, calls, pace);
        this.pace = pace;
        this.log = log;
    }

    private static Duration bounded(Duration limit) {
        return limit.compareTo(RouteMove.LONGEST) < 0 ? limit : RouteMove.LONGEST;
    }

    @Override
    public CloudEnd start(Duration limit, BooleanSupplier mayChange) throws InterruptedException {
        long deadline = pace.deadline(bounded(limit));
        CloudAnswer<String> own = calls.one(here::find, pace.left(deadline));
        if (!(own instanceof CloudAnswer.Done<String>(String networkInterface))) {
            return failed(own);
        }
        RouteReport report =
                move.move(
                        wish.to(networkInterface), pace.left(deadline), RouteMove.OFTEN, mayChange);
        return switch (report.kind()) {
            case RIGHT ->
                    new CloudEnd.Right(
                            report.moved().isEmpty()
                                    ? "led to '" + networkInterface + "' already"
                                    : "leads to '%s' in %s"
                                            .formatted(
                                                    networkInterface,
                                                    String.join(", ", report.moved())));
            case FAILED, THROTTLED, ENDED -> new CloudEnd.Failed(report.words());
            case UNKNOWN -> new CloudEnd.Unknown(report.words());
        };
    }

    private static CloudEnd failed(CloudAnswer<String> own) {
        String why = "the network interface of this node was wanted: " + own.why();
        return own instanceof CloudAnswer.Refused<String>
                ? new CloudEnd.Failed(why)
                : new CloudEnd.Unknown(why);
    }

    @Override
    public CloudEnd monitor(Duration limit, BooleanSupplier mayChange) throws InterruptedException {
        long deadline = pace.deadline(bounded(limit));
        CloudAnswer<String> own = calls.one(here::find, pace.left(deadline));
        if (!(own instanceof CloudAnswer.Done<String>(String networkInterface))) {
            return patience.unknown(own.why());
        }
        RouteGoal goal = wish.to(networkInterface);
        CloudAnswer<RouteSurvey> seen = move.look(goal, pace.left(deadline));
        if (!(seen instanceof CloudAnswer.Done<RouteSurvey>(RouteSurvey survey))) {
            return patience.unknown(seen.why());
        }
        if (survey.isRight()) {
            return patience.right(
                    "leads to '%s' in %d tables".formatted(networkInterface, survey.rightTables()));
        }
        return repaired(goal, survey, pace.left(deadline), mayChange);
    }

    private CloudEnd repaired(
            RouteGoal goal, RouteSurvey survey, Duration limit, BooleanSupplier mayChange)
            throws InterruptedException {
        String what = survey.words().isEmpty() ? "in no table" : survey.words();
        if (!mayChange.getAsBoolean()) {
            return new CloudEnd.Warned(what + ", and nothing is changed now");
        }
        log.accept(
                "the route to '%s' is %s: it is pointed at '%s' again"
                        .formatted(goal.destination(), what, goal.networkInterface()));
        RouteReport report = move.move(goal, limit, 1, mayChange);
        return switch (report.kind()) {
            case RIGHT -> patience.repaired(what);
            case FAILED -> new CloudEnd.Failed(report.words());
            case THROTTLED, UNKNOWN, ENDED -> patience.unknown(report.words());
        };
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
