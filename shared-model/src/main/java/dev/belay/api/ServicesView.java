package dev.belay.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the cluster runs, as one node knows it after it has asked the others.
///
/// @param at when, on that node's clock
/// @param coordinator id; empty when the node knows of none
/// @param designVersion which design is in force; 0 when none is
/// @param timing name of the timing profile in force
/// @param leaseMillis how long a successor waits for a node that says nothing
/// @param services in the order of the design, then those that are to go
/// @param hosts all members, in the order of their ids, then all remote nodes
/// @param drill the last drill that began; null when there never was one
/// @param fences of each node the newest time that it was to be stopped for certain, where that
///   goes on, or came after the stay of a service that has not ended there
public record ServicesView(
        Instant at,
        String coordinator,
        long designVersion,
        String timing,
        long leaseMillis,
        List<ServiceView> services,
        List<Host> hosts,
        @Nullable DrillBegun drill,
        List<FenceView.Fencing> fences) {

    public ServicesView {
        services = List.copyOf(services);
        hosts = List.copyOf(hosts);
        // An agent of before does not say.
        fences = fences == null ? List.of() : List.copyOf(fences);
    }

    /// A member, or a remote node, as something that services run on.
    ///
    /// @param node its id
    /// @param mode what was ordered for it
    /// @param answered whether it said the following itself; of a remote node, the member that
    ///   speaks for it
    /// @param hindrance why it runs no services at all, and what to do; empty when it can
    /// @param deadMen what ends its services should its agent fall silent, the strongest first
    /// @param isRemote whether it is a remote node
    /// @param by id of the member that has a remote node's connection, whether it gets through or
    ///   not; empty for nobody, and of a member
    public record Host(
            String node,
            NodeMode mode,
            boolean answered,
            String hindrance,
            List<String> deadMen,
            boolean isRemote,
            String by) {

        public Host {
            deadMen = List.copyOf(deadMen);
            // An agent of before does not say.
            by = by == null ? "" : by;
        }

        /// A member.
        public Host(
                String node,
                NodeMode mode,
                boolean answered,
                String hindrance,
                List<String> deadMen) {
            this(node, mode, answered, hindrance, deadMen, false, "");
        }

        /// A remote node.
        ///
        /// @param by the member that has its connection; empty for nobody
        public static Host remote(
                String node, NodeMode mode, boolean answered, String hindrance, String by) {
            return new Host(node, mode, answered, hindrance, List.of(), true, by);
        }
    }
}
