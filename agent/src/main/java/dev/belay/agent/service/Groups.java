package dev.belay.agent.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Control groups of services: whatever a resource starts stays in the one of its service, and can
/// be killed as a whole.
public interface Groups {

    /// Why this host has none; empty when it has.
    Optional<String> objection();

    /// Makes the group of a service where it is missing; may be repeated.
    ///
    /// @return its folder
    /// @throws IOException when the kernel refuses
    Path make(String service) throws IOException;

    /// Kills all that is in the group of a service and removes it, so that nothing enters it any
    /// more. May be repeated. Blocks at most for the time.
    ///
    /// @return whether it is gone; false: something in it does not go
    /// @throws IOException when the kernel refuses
    /// @throws InterruptedException when this thread was interrupted; it is not known what is left
    boolean end(String service, Duration atMost) throws IOException, InterruptedException;
}
