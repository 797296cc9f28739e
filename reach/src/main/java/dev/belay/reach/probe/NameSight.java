package dev.belay.reach.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What was seen of a name until now, on the clock of the answers.
///
/// @param said each time that the resolver said something else than before, and the first
/// @param used the same for a client that keeps each answer as long as it may
public record NameSight(List<Said> said, List<Said> used) {

    public NameSight {
        said = List.copyOf(said);
        used = List.copyOf(used);
    }

    /// An answer.
    ///
    /// @param atNanos when it was said
    /// @param address the first one of the answer; empty: there is none, or nobody answered
    /// @param ttl how long it may be kept
    public record Said(long atNanos, String address, Duration ttl) {}

    /// What it leads to; empty before the first answer.
    public Optional<Said> now() {
        return said.isEmpty() ? Optional.empty() : Optional.of(said.getLast());
    }
}
