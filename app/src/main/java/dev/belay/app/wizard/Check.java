package dev.belay.app.wizard;

import dev.belay.reach.AgentException;
import java.util.function.Supplier;

/// A statement that should be true before anything is changed.
///
/// @param id stable, unique in its wizard
/// @param group what it belongs to, in the language of now
/// @param statement in the language of now
/// @param probe looks whether it is true; only reads
public record Check(String id, Supplier<String> group, Supplier<String> statement, Probe probe) {

    /// Looks; blocks.
    @FunctionalInterface
    public interface Probe {
        /// Looks now.
        ///
        /// @throws AgentException when it cannot be seen, which counts as a failure
        Finding look() throws AgentException;
    }
}
