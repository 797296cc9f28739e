package dev.belay.agent.resource;

/// What one call of an agent said of how fit its instance is to be promoted.
public sealed interface Promotion {

    /// Nothing: what it said before holds.
    record Same() implements Promotion {}

    /// It must not be promoted here until it says otherwise.
    record Withdrawn() implements Promotion {}

    /// Its score.
    ///
    /// @param value −1,000,000 to 1,000,000
    record Scored(int value) implements Promotion {}
}
