package dev.belay.model.check;

import dev.belay.model.status.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something wrong with a design or with a design's file.
///
/// @param code stable name of the rule that is broken
/// @param severity how bad
/// @param place where
/// @param args what fills the texts: what was wanted and what was found
/// @param fix a change that mends it; empty when only a person can know
public record Problem(
        ProblemCode code, Severity severity, Place place, List<String> args, Optional<Fix> fix) {

    public Problem {
        args = List.copyOf(args);
    }

    public static Problem of(ProblemCode code, Place place, String... args) {
        return new Problem(code, code.severity(), place, List.of(args), Optional.empty());
    }

    public Problem withFix(Fix fix) {
        return new Problem(code, severity, place, args, Optional.of(fix));
    }

    /// What was wanted and what was found, in one sentence.
    public String sentence(Locale locale) {
        return ProblemTexts.fill(code.code(), args, locale);
    }

    /// What to do.
    public String advice(Locale locale) {
        return ProblemTexts.fill(code.code() + ".advice", args, locale);
    }

    /// Sentence and advice in English, for logs and tests.
    @Override
    public String toString() {
        return severity
                + " "
                + code.code()
                + " "
                + place
                + ": "
                + sentence(Locale.ENGLISH)
                + " "
                + advice(Locale.ENGLISH);
    }
}
