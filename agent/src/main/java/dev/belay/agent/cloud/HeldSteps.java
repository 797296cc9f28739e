package dev.belay.agent.cloud;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Something that is at the active node's network interface, in one stay. A stop leaves it there
/// unless the design wants it off: the next active node takes it over, in one call.
final class HeldSteps implements CloudSteps {

    private final Held held;
    private final Supplier<CloudAnswer<String>> here;
    private final Calls calls = new Calls();
    private final HeldMove move;
    private final Pace pace;
    private final Tries tries;
    private final Mending mending;

    /// @param here finds this node's network interface
    HeldSteps(
            Held held,
            Supplier<CloudAnswer<String>> here,
            Pace pace,
            Patience patience,
            Consumer<String> log) {
        this.held = held;
        this.here = here;
        this.pace = pace;
        this.move = new HeldMove(held, calls, pace);
        this.tries = new Tries(calls, pace);
        this.mending = new Mending(patience, log);
    }

    @Override
    public CloudEnd start(Duration limit, BooleanSupplier mayChange) throws InterruptedException {
        long deadline = pace.deadline(RouteMove.bounded(limit));
        CloudAnswer<String> own = tries.read(here::get, deadline, mayChange);
        String why = "the network interface of this node was wanted: " + own.why();
        return switch (own) {
            case CloudAnswer.Done<String>(String networkInterface) ->
                    move.move(networkInterface, deadline, mayChange);
            case CloudAnswer.Refused<String> _ -> new CloudEnd.Failed(why);
            case CloudAnswer.Throttled<String> _, CloudAnswer.Unknown<String> _ ->
                    HeldMove.open(why, mayChange);
        };
    }

    @Override
    public CloudEnd monitor(Duration limit, BooleanSupplier mayChange) throws InterruptedException {
        long deadline = pace.deadline(RouteMove.bounded(limit));
        long seenBy = pace.deadline(Pace.shorter(limit, RouteMove.LOOK));
        CloudAnswer<String> own = calls.one(here::get, pace.left(seenBy));
        if (!(own instanceof CloudAnswer.Done<String>(String networkInterface))) {
            return mending.patience().unknown(own.why());
        }
        return mending.look(
                move.look(networkInterface, pace.left(seenBy)),
                held.name(),
                "moved to '" + networkInterface + "'",
                mayChange,
                () ->
                        tries.change(
                                "it was moved",
                                () -> held.take(networkInterface),
                                pace.left(deadline),
                                1,
                                mayChange));
    }

    @Override
    public CloudEnd stop(Duration limit) throws InterruptedException {
        if (!held.isReleasedOnStop()) {
            return new CloudEnd.Right("it is left as it is: the next active node takes it over");
        }
        long deadline = pace.deadline(RouteMove.bounded(limit));
        CloudAnswer<String> own = calls.one(here::get, pace.left(deadline));
        CloudAnswer<String> answer =
                own instanceof CloudAnswer.Done<String>(String networkInterface)
                        ? calls.change(() -> held.release(networkInterface), pace.left(deadline))
                        : own;
        // Nothing of it runs here, whatever the answer: no node is fenced for it.
        return answer instanceof CloudAnswer.Done<String>(String done)
                ? new CloudEnd.Right(done)
                : new CloudEnd.Warned("it was to be taken off, and was not: " + answer.why());
    }

    @Override
    public void end() {
        calls.end();
    }
}
