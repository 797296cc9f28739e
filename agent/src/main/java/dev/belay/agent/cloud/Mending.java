package dev.belay.agent.cloud;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What a monitor makes of a look: what is wrong is set right once, and told in the log.
record Mending(Patience patience, Consumer<String> log) {

    /// Sets right what is wrong, once.
    interface Change {
        CloudAnswer<?> make() throws InterruptedException;
    }

    /// @param thing for the log, such as `the record 'app.example.com'`
    /// @param deed likewise, such as `set to 10.0.1.4`
    /// @param mayChange whether something may be changed now
    CloudEnd look(
            CloudAnswer<Sight> seen,
            String thing,
            String deed,
            BooleanSupplier mayChange,
            Change change)
            throws InterruptedException {
        if (!(seen instanceof CloudAnswer.Done<Sight>(Sight sight))) {
            return patience.unknown(seen.why());
        }
        if (sight.isRight()) {
            return patience.right(sight.words());
        }
        if (!mayChange.getAsBoolean()) {
            return new CloudEnd.Warned(sight.words() + ", and nothing is changed now");
        }
        log.accept("%s is %s: it is %s again".formatted(thing, sight.words(), deed));
        CloudAnswer<?> answer = change.make();
        return switch (answer) {
            case CloudAnswer.Done<?> _ -> patience.repaired(sight.words());
            case CloudAnswer.Refused<?> no -> new CloudEnd.Failed(no.why());
            case CloudAnswer.Throttled<?> _, CloudAnswer.Unknown<?> _ ->
                    patience.unknown(answer.why());
        };
    }
}
