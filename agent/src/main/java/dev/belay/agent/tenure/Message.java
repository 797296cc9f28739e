package dev.belay.agent.tenure;

import dev.belay.agent.core.lease.Report;
import dev.belay.api.DrillKind;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// What members say to each other about leases.
sealed interface Message {

    /// A node asks for its lease.
    ///
    /// @param leaseNanos how long a lease is, by the times that it counts by
    /// @param vouchers the voters that its newest grant named
    /// @param facts what it says besides
    record Question(Report report, long leaseNanos, Set<String> vouchers, Facts facts)
            implements Message {

        public Question {
            vouchers = Collections.unmodifiableSet(new TreeSet<>(vouchers));
        }
    }

    /// What a node says of itself besides what its lease needs.
    ///
    /// @param active services of which all resources are started
    /// @param outdated those among them that the design it knows would have it run otherwise
    /// @param unstarted services whose last start failed there
    /// @param isLeaving whether it wants to get rid of what it runs
    /// @param hindrance why it runs no services at all; empty when it can
    /// @param designVersion of the design it knows; -1 for none that it understands
    record Facts(
            Set<String> active,
            Set<String> outdated,
            Set<String> unstarted,
            boolean isLeaving,
            String hindrance,
            long designVersion) {

        static final Facts NONE = new Facts(Set.of(), Set.of(), Set.of(), false, "", -1);

        public Facts {
            active = Collections.unmodifiableSet(new TreeSet<>(active));
            outdated = Collections.unmodifiableSet(new TreeSet<>(outdated));
            unstarted = Collections.unmodifiableSet(new TreeSet<>(unstarted));
        }
    }

    /// A coordinator asks a voter not to vouch for a node, or lifts that.
    record Bar(String node, long term, long round, boolean isUp) implements Message {}

    /// A coordinator asks a node to ask at once.
    record Nudge() implements Message {}

    /// Somebody asks a node to stop again what did not stop.
    record StopAgain(String service) implements Message {}

    /// A coordinator has another member stop a node for certain: what is to be done, and by whom,
    /// stands in the log.
    ///
    /// @param begun index of that entry
    record Fence(long begun) implements Message {}

    /// Somebody gives a member what a fence device or a proxy is to be told; not kept where nobody
    /// names it.
    ///
    /// @param device its id in the design
    /// @param value empty: to be forgotten
    record Secret(String device, String name, String value) implements Message {
        /// Only what may stand in a log.
        @Override
        public String toString() {
            return "secret '" + name + "' of '" + device + "'";
        }
    }

    /// A drill: a fault for the node that runs a service. The answer is empty, or why not as JSON.
    ///
    /// @param generation the stay that is meant
    /// @param seconds how long it lasts, where it lasts
    record Drill(String service, long generation, DrillKind kind, int seconds) implements Message {}

    /// Somebody asks for something to show; the answer is JSON.
    ///
    /// @param what which thing
    /// @param service id; empty where none is meant
    record Show(Sight what, String service) implements Message {}

    /// Things to show.
    enum Sight {
        /// What the node itself runs.
        NODE,
        /// What the coordinator intends.
        INTENTS,
        /// Why the coordinator wants a service where it wants it.
        WHY,
        /// What the node reaches of the cloud.
        REACH
    }
}
