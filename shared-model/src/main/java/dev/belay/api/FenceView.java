package dev.belay.api;

import dev.belay.model.node.FenceAction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How nodes can be stopped for certain, and when they were, as one node knows it.
///
/// @param at when, on that node's clock
/// @param automatic whether the coordinator has a lost node stopped by itself
/// @param devices of the design in force
/// @param history newest first
public record FenceView(
        Instant at, boolean automatic, List<Device> devices, List<Fencing> history) {

    public FenceView {
        devices = List.copyOf(devices);
        history = List.copyOf(history);
    }

    /// A device.
    ///
    /// @param id as the design has it
    /// @param agent such as `fence_ipmilan`
    /// @param level order among the devices of one target, the lowest first
    /// @param action what it does when nobody says otherwise
    /// @param targets ids of members that it stops
    /// @param verbs what it can be asked, such as `off`
    /// @param trouble why the node that answers cannot use it; empty when it can
    public record Device(
            String id,
            String name,
            String agent,
            int level,
            FenceAction action,
            List<String> targets,
            List<String> verbs,
            String trouble) {

        public Device {
            targets = List.copyOf(targets);
            verbs = List.copyOf(verbs);
        }
    }

    /// One time that a node was to be stopped.
    ///
    /// @param number grows
    /// @param executor node that asked the devices; empty: a person gave the word
    /// @param automatic whether the coordinator ordered it by itself
    /// @param at when it was ordered, on the coordinator's clock
    /// @param endedAt when its result was known; null while it goes on
    /// @param evidence what was seen, in order
    public record Fencing(
            long number,
            String node,
            String executor,
            String orderedBy,
            boolean automatic,
            FenceAction action,
            String reason,
            Instant at,
            Result result,
            @Nullable Instant endedAt,
            List<String> evidence) {

        public Fencing {
            evidence = List.copyOf(evidence);
        }
    }

    /// What is known of it.
    public enum Result {
        /// It goes on, or whoever did it has ended.
        UNDER_WAY,
        /// The node was stopped for certain.
        CONFIRMED,
        /// A person says that it is stopped.
        CONFIRMED_BY_HAND,
        /// No device did it, and each says so.
        REFUSED,
        /// It may have been stopped, or not.
        UNKNOWN
    }
}
