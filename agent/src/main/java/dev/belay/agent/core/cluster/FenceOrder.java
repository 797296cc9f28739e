package dev.belay.agent.core.cluster;

import dev.belay.api.FenceView.Result;
import dev.belay.model.node.FenceAction;
import java.util.List;

/// A change of what is known of nodes that are to be stopped for certain.
public sealed interface FenceOrder extends Order {

    /// Begins. Nobody asks a device before this stands in the log: that it does proves that a
    /// majority is there, so that no minority ever stops anybody.
    ///
    /// @param term of the coordinator that orders it by itself, and only in that term; 0: a person
    ///   orders it
    /// @param node that is to be stopped
    /// @param incarnation the newest of it that the coordinator knows; with term 0 the newest that
    ///   runs anything
    /// @param executor node that asks the devices
    /// @param deed what is to be done to it
    /// @param reason one sentence
    record BeginFence(
            long term,
            String node,
            long incarnation,
            String executor,
            FenceAction deed,
            String reason)
            implements FenceOrder {
        @Override
        public String action() {
            return "fence.begun node=" + node + " deed=" + deed + " by=" + executor;
        }
    }

    /// Says how it went.
    ///
    /// @param begun index of the entry that began it
    /// @param evidence what was seen, in order; never a secret
    record EndFence(long begun, String node, Result result, List<String> evidence)
            implements FenceOrder {

        public EndFence {
            evidence = List.copyOf(evidence);
        }

        @Override
        public String action() {
            return "fence.ended node=" + node + " result=" + result;
        }
    }

    /// A person has seen to it that a node is stopped.
    record ConfirmFence(String node) implements FenceOrder {
        @Override
        public String action() {
            return "fence.confirmed node=" + node;
        }
    }
}
