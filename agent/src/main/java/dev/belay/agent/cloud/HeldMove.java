package dev.belay.agent.cloud;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Moves one thing to one network interface: looked at, moved, seen to be there. What failed for a
/// moment is tried again while there is time; what is there already is not touched.
final class HeldMove {

    private final Held held;
    private final Calls calls;
    private final Pace pace;
    private final Tries tries;

    HeldMove(Held held, Calls calls, Pace pace) {
        this.held = held;
        this.calls = calls;
        this.pace = pace;
        this.tries = new Tries(calls, pace);
    }

    /// Blocks, until the deadline and a moment at most.
    ///
    /// @param mayChange asked before each change
    CloudEnd move(String networkInterface, long deadline, BooleanSupplier mayChange)
            throws InterruptedException {
        Optional<Sight> known = Optional.empty();
        String why = "";
        int changes = 0;
        for (int round = 0; ; round++) {
            CloudAnswer<Sight> seen = look(networkInterface, pace.left(deadline));
            boolean isSeen = false;
            switch (seen) {
                case CloudAnswer.Done<Sight>(Sight sight) -> {
                    if (sight.isRight()) {
                        return new CloudEnd.Right(sight.words() + (changes == 0 ? " already" : ""));
                    }
                    known = Optional.of(sight);
                    isSeen = true;
                }
                case CloudAnswer.Refused<Sight> no -> {
                    return new CloudEnd.Failed(no.why());
                }
                case CloudAnswer.Throttled<Sight> _, CloudAnswer.Unknown<Sight> _ ->
                        why = seen.why();
            }
            if (!isSeen || changes > 0) {
                // The first look after a change may be too early for what was changed.
                pace.backOff(round, deadline);
            }
            if (tries.isOver(deadline)) {
                return open(known, changes, why, mayChange);
            }
            if (!mayChange.getAsBoolean()) {
                return ended(known, why);
            }
            if (isSeen) {
                CloudAnswer<String> answer =
                        calls.change(
                                () -> held.take(networkInterface),
                                Tries.butALook(pace.left(deadline)));
                changes++;
                if (answer instanceof CloudAnswer.Refused<String> no) {
                    return refused(networkInterface, no.why(), pace.left(deadline));
                }
                why = answer.why();
            }
        }
    }

    /// Where it is now.
    CloudAnswer<Sight> look(String networkInterface, Duration limit) throws InterruptedException {
        return calls.one(() -> held.look(networkInterface), limit);
    }

    /// A change before this one may have been made, and its answer been lost.
    private CloudEnd refused(String networkInterface, String why, Duration left)
            throws InterruptedException {
        return look(networkInterface, left) instanceof CloudAnswer.Done<Sight>(Sight sight)
                        && sight.isRight()
                ? new CloudEnd.Right(sight.words())
                : new CloudEnd.Failed(why);
    }

    private static CloudEnd ended(Optional<Sight> known, String why) {
        return known.isEmpty()
                ? new CloudEnd.Unknown(why)
                : new CloudEnd.Failed(
                        "its lease ended before it was set right: " + known.get().words());
    }

    private static CloudEnd open(
            Optional<Sight> known, int changes, String why, BooleanSupplier mayChange) {
        String last = changes > 0 ? "was changed, and was not seen right since" : "";
        String rest = why.isEmpty() ? last : known.isEmpty() ? why : "as far as is known: " + why;
        return open(
                known.map(one -> rest.isEmpty() ? one.words() : one.words() + ", " + rest)
                        .orElse(rest),
                mayChange);
    }

    /// Neither done nor refused. The service runs all the same: its lease says that it runs here
    /// and nowhere else.
    static CloudEnd open(String why, BooleanSupplier mayChange) {
        return mayChange.getAsBoolean()
                ? new CloudEnd.Warned(
                        "it is not known whether it is at this node, and each look sets right what is wrong: "
                                + why)
                : new CloudEnd.Unknown(why);
    }
}
