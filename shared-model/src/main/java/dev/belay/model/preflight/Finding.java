package dev.belay.model.preflight;

import java.util.List;
import java.util.Optional;

/// One thing that a check found.
///
/// @param cause what it is
/// @param outcome how bad it is; never {@link Outcome#PASS}
/// @param subject id of the AWS resource that it is about
/// @param args in the order of the sentence
/// @param change what mends it exactly; empty when that is for a person to decide
/// @param ask the command whose answer is missing; empty unless unknown
public record Finding(
        Cause cause,
        Outcome outcome,
        String subject,
        List<String> args,
        Optional<Change> change,
        Optional<String> ask) {

    public Finding {
        args = List.copyOf(args);
    }
}
