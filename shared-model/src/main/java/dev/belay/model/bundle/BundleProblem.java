package dev.belay.model.bundle;

import java.util.List;
import java.util.Locale;

/// Why a bundle is refused.
///
/// @param code stable name of the rule that is broken
/// @param args what fills the texts: what was wanted and what was found
public record BundleProblem(BundleCode code, List<String> args) {

    public BundleProblem {
        args = List.copyOf(args);
    }

    public static BundleProblem of(BundleCode code, String... args) {
        return new BundleProblem(code, List.of(args));
    }

    /// What was wanted and what was found, in one sentence.
    public String sentence(Locale locale) {
        return BundleTexts.of(locale).fill(code.code(), args);
    }

    /// What to do.
    public String advice(Locale locale) {
        return BundleTexts.of(locale).fill(code.code() + ".advice", args);
    }

    /// Sentence and advice in English, for logs and tests.
    @Override
    public String toString() {
        return code.code() + ": " + sentence(Locale.ENGLISH) + " " + advice(Locale.ENGLISH);
    }
}
