package dev.belay.api;

import java.util.List;

/// What the fence devices of a node say when they are asked for its power; nothing was done to it.
///
/// @param node id of the target
/// @param by node that asked them
public record FenceTest(String node, String by, List<Answer> answers) {

    public FenceTest {
        answers = List.copyOf(answers);
    }

    /// What one device says.
    ///
    /// @param says what it said
    /// @param evidence its last line, never a secret
    /// @param millis that it took
    public record Answer(String device, Power says, String evidence, long millis) {}

    /// Power of a node, by the word of a device.
    public enum Power {
        ON,
        OFF,
        /// It cannot tell, or could not be asked.
        UNKNOWN,
        /// It did not answer in time.
        SILENT
    }
}
