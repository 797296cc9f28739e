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

    @Override
    public CloudEnd start(Duration limit, BooleanSupplier mayChange) throws InterruptedException {
        long deadline = pace.deadline(RouteMove.bounded(limit));
        CloudAnswer<String> own = own(deadline, mayChange);
        String why = "the network interface of this node was wanted: " + own.why();
        return switch (own) {
            case CloudAnswer.Done<String>(String networkInterface) ->
                    started(networkInterface, pace.left(deadline), mayChange);
            case CloudAnswer.Refused<String> _ -> new CloudEnd.Failed(why);
            case CloudAnswer.Throttled<String> _, CloudAnswer.Unknown<String> _ ->
                    open(why, mayChange);
        };
    }

    /// Asked for again while it is not told: nothing can be moved without it.
    private CloudAnswer<String> own(long deadline, BooleanSupplier mayChange)
            throws InterruptedException {
        for (int again = 0; ; again++) {
            CloudAnswer<String> own = calls.one(here::find, pace.left(deadline));
            if (own instanceof CloudAnswer.Done<String>
                    || own instanceof CloudAnswer.Refused<String>
                    || !mayChange.getAsBoolean()) {
                return own;
            }
            pace.backOff(again, deadline);
            if (pace.left(deadline).compareTo(RouteMove.NO_TIME) < 0) {
                return own;
            }
        }
    }

    private CloudEnd started(String networkInterface, Duration limit, BooleanSupplier mayChange)
            throws InterruptedException {
        RouteReport report =
                move.move(wish.to(networkInterface), limit, RouteMove.OFTEN, mayChange);
        return switch (report.kind()) {
            case RIGHT ->
                    new CloudEnd.Right(
                            report.moved().isEmpty()
                                    ? "led to '" + networkInterface + "' already"
                                    : "leads to '%s' in %s"
                                            .formatted(
                                                    networkInterface,
                                                    String.join(", ", report.moved())));
            case ABSENT -> new CloudEnd.Warned(report.words());
            case FAILED, ENDED -> new CloudEnd.Failed(report.words());
            case THROTTLED, UNKNOWN -> open(report.words(), mayChange);
        };
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
        CloudAnswer<String> own = calls.one(here::find, pace.left(seenBy));
        if (!(own instanceof CloudAnswer.Done<String>(String networkInterface))) {
            return patience.unknown(own.why());
        }
        RouteGoal goal = wish.to(networkInterface);
        CloudAnswer<RouteSurvey> seen = move.look(goal, pace.left(seenBy));
        if (!(seen instanceof CloudAnswer.Done<RouteSurvey>(RouteSurvey survey))) {
            return patience.unknown(seen.why());
        }
        if (survey.isRight()) {
            return patience.right(
                    "leads to '%s' in %d tables".formatted(networkInterface, survey.rightTables()));
        }
        return survey.isRightWhereThere()
                ? patience.rightBut(survey.words())
                : repaired(goal, survey, pace.left(deadline), mayChange);
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
            case ABSENT ->
                    patience.repaired(what) instanceof CloudEnd.Failed failed
                            ? failed
                            : new CloudEnd.Warned(
                                    "was " + what + ", and was set right; " + report.words());
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
