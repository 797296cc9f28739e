package dev.belay.agent.cloud;

import java.util.function.Function;

/// What came of one call of a cloud's API.
///
/// @param <T> what it answers
public sealed interface CloudAnswer<T> {

    /// It did what was asked.
    ///
    /// @param value what it answered
    record Done<T>(T value) implements CloudAnswer<T> {}

    /// It will not, however often it is asked; nothing was changed.
    ///
    /// @param code as the API has it, such as `UnauthorizedOperation`
    /// @param why a sentence: what was wanted, what was found, what to do
    record Refused<T>(String code, String why) implements CloudAnswer<T> {}

    /// It was asked too often; nothing was changed, and later it may.
    ///
    /// @param why a sentence
    record Throttled<T>(String why) implements CloudAnswer<T> {}

    /// No answer, or one that tells nothing: what was asked may have been done, or may be done
    /// still.
    ///
    /// @param why a sentence
    record Unknown<T>(String why) implements CloudAnswer<T> {}

    /// The same with what the answer says, read otherwise.
    default <R> CloudAnswer<R> map(Function<T, R> read) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(read.apply(value));
            case Refused<T>(String code, String why) -> new Refused<>(code, why);
            case Throttled<T>(String why) -> new Throttled<>(why);
            case Unknown<T>(String why) -> new Unknown<>(why);
        };
    }

    /// The same, with what was wanted before the reason.
    default CloudAnswer<T> because(String wanted) {
        return switch (this) {
            case Done<T> _ -> this;
            case Refused<T>(String code, String why) -> new Refused<>(code, wanted + why);
            case Throttled<T>(String why) -> new Throttled<>(wanted + why);
            case Unknown<T>(String why) -> new Unknown<>(wanted + why);
        };
    }

    /// What it says, for people; empty when it was done.
    default String why() {
        return switch (this) {
            case Done<T> _ -> "";
            case Refused<T>(String _, String why) -> why;
            case Throttled<T>(String why) -> why;
            case Unknown<T>(String why) -> why;
        };
    }
}
