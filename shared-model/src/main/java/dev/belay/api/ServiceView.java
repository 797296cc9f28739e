package dev.belay.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service as it is now.
///
/// @param id as the design has it
/// @param name what people call it
/// @param state what it does
/// @param node that may be running it; empty: none
/// @param generation number of its stay there; 0 when it never ran
/// @param since when that stay was decided; null when it never ran
/// @param wanted what was ordered
/// @param movedTo the node that an operator sent it to, until cleared; empty: none
/// @param movedFrom the node that an operator sent it away from, until cleared; empty: none
/// @param maintenance whether it is left alone
/// @param outdated whether it runs as a design before had it: it is left alone, or about to restart
/// @param placedOn where it is to be; empty: nowhere
/// @param reason why there, or why nowhere, in a sentence of English
/// @param marginMillis how long its node may still be without another renewal before its kernel
///   ends it; -1 when that is not known
/// @param resources in the order of their start
/// @param failures by node, in the order of their ids; only nodes where it failed
/// @param history its stays, newest first
public record ServiceView(
        String id,
        String name,
        State state,
        String node,
        long generation,
        @Nullable Instant since,
        Wanted wanted,
        String movedTo,
        String movedFrom,
        boolean maintenance,
        boolean outdated,
        String placedOn,
        String reason,
        long marginMillis,
        List<Resource> resources,
        List<Failures> failures,
        List<Stay> history) {

    public ServiceView {
        resources = List.copyOf(resources);
        failures = List.copyOf(failures);
        history = List.copyOf(history);
    }

    /// What a service does.
    public enum State {
        /// It is not to run, and does not.
        STOPPED,
        /// It is to run, and no node may or can now.
        WAITING,
        STARTING,
        ACTIVE,
        STOPPING,
        /// Its stop failed: only fencing or a stop that works end it.
        STUCK,
        /// Its node does not say.
        UNKNOWN
    }

    /// What was ordered.
    public enum Wanted {
        /// As the design says.
        AS_DESIGNED,
        STARTED,
        STOPPED
    }

    /// One of its resources on the node that runs it.
    ///
    /// @param name unique in the design
    /// @param kind such as `ocf:heartbeat:nginx`, `virtual-ip 10.20.1.10/24`
    /// @param state what it does
    /// @param said what its agent said last, or why it failed; empty when nothing
    public record Resource(String name, String kind, ResourceState state, String said) {}

    /// What a resource does.
    public enum ResourceState {
        STOPPED,
        STARTING,
        RUNNING,
        DEGRADED,
        STOPPING,
        FAILED,
        UNKNOWN
    }

    /// Failures on one node that count.
    ///
    /// @param count how many
    /// @param last what the last one was
    /// @param at when
    public record Failures(String node, int count, String last, Instant at) {}

    /// One stay.
    ///
    /// @param generation number of it
    /// @param node where; empty: nowhere
    /// @param at when it was decided
    /// @param reason why the one before was over
    public record Stay(long generation, String node, Instant at, String reason) {}
}
