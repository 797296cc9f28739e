package dev.belay.app.wizard;

import dev.belay.api.ApiError;
import org.jspecify.annotations.Nullable;

/// What a check came to.
///
/// @param verdict whether what it states is true
/// @param evidence what was seen
/// @param error wanted, found, code and advice, where it did not pass; null where it did. Where the
///   statement of the check says what is wanted, that is empty here
/// @param fix the exact command that mends it; empty when there is none
/// @param observer who saw it
public record Finding(
        Verdict verdict, String evidence, @Nullable ApiError error, String fix, String observer) {

    /// Whether what a check states is true.
    public enum Verdict {
        PASS,
        WARN,
        FAIL,
        /// Nobody said what would have to be known; it keeps nobody from going on.
        UNKNOWN,
        SKIPPED
    }

    public static Finding pass(String evidence, String observer) {
        return new Finding(Verdict.PASS, evidence, null, "", observer);
    }

    public static Finding skipped(String evidence) {
        return new Finding(Verdict.SKIPPED, evidence, null, "", "");
    }

    public static Finding warn(ApiError error, String fix, String observer) {
        return new Finding(Verdict.WARN, error.found(), error, fix, observer);
    }

    public static Finding fail(ApiError error, String fix, String observer) {
        return new Finding(Verdict.FAIL, error.found(), error, fix, observer);
    }

    /// What would have to be known was not said.
    ///
    /// @param ask the command that says it; empty when none does
    public static Finding unknown(ApiError error, String ask, String observer) {
        return new Finding(Verdict.UNKNOWN, error.found(), error, ask, observer);
    }

    /// The same with what was read.
    public Finding reading(String read) {
        return new Finding(verdict, read, error, fix, observer);
    }
}
