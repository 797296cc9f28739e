package dev.belay.model.value;

import java.util.Optional;
import java.util.function.Function;

/// What became of a text that somebody typed: a value, or what is wrong with it.
///
/// @param <T> the value's type
public sealed interface Parsed<T> {

    /// The text is good.
    record Good<T>(T value) implements Parsed<T> {}

    /// The text is wrong.
    ///
    /// @param fault what rule it breaks
    /// @param found the text
    /// @param hint a text that would be right, near to what was found; empty when there is none
    record Bad<T>(ValueFault fault, String found, String hint) implements Parsed<T> {}

    static <T> Parsed<T> good(T value) {
        return new Good<>(value);
    }

    static <T> Parsed<T> bad(ValueFault fault, String found) {
        return new Bad<>(fault, found, "");
    }

    /// The value, if there is one.
    default Optional<T> good() {
        return switch (this) {
            case Good<T>(T value) -> Optional.of(value);
            case Bad<T> _ -> Optional.empty();
        };
    }

    /// The value of a text that our own code wrote; a fault in it is our bug.
    default T orThrow() {
        return switch (this) {
            case Good<T>(T value) -> value;
            case Bad<T>(ValueFault fault, String found, String _) ->
                    throw new IllegalArgumentException(fault + ": '" + found + "'");
        };
    }

    /// The same fault, or another value made of the value.
    default <U> Parsed<U> map(Function<T, U> change) {
        return switch (this) {
            case Good<T>(T value) -> new Good<>(change.apply(value));
            case Bad<T>(ValueFault fault, String found, String hint) ->
                    new Bad<>(fault, found, hint);
        };
    }
}
