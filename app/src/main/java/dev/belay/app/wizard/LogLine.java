package dev.belay.app.wizard;

import java.time.Instant;

/// One line of what happened.
///
/// @param at on this computer's clock
/// @param node where; empty for the studio itself
/// @param text without anything secret
/// @param tone how it is to be taken
public record LogLine(Instant at, String node, String text, Tone tone) {

    /// How a line is to be taken.
    public enum Tone {
        PLAIN,
        GOOD,
        WARNING,
        BAD,
        PLAN
    }
}
