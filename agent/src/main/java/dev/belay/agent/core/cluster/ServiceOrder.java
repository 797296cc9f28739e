package dev.belay.agent.core.cluster;

import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.DrillKind;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.model.config.TimingProfile;
import java.util.List;
import java.util.Objects;

/// A change of what runs where.
public sealed interface ServiceOrder extends Order {

    /// Puts a design in force. Who orders it has checked it: the log does not read it.
    ///
    /// @param design in the format of design files, packed ({@link Packed})
    /// @param services ids of its services
    /// @param remotes ids of its remote nodes
    /// @param timing what leases live by
    /// @param ifVersion only if the design in force is still this one
    record Adopt(
            String design,
            List<String> services,
            List<String> remotes,
            TimingProfile timing,
            long ifVersion)
            implements ServiceOrder {

        public Adopt {
            services = List.copyOf(services);
            // An order from before there were these has none.
            remotes = List.copyOf(Objects.requireNonNullElse(remotes, List.of()));
        }

        @Override
        public String action() {
            return "design.adopted services=" + services.size() + " timing=" + timing.name();
        }
    }

    /// Says whether a service is to run.
    record Want(String service, Wanted wanted) implements ServiceOrder {
        @Override
        public String action() {
            return "service.wanted service=" + service + " wanted=" + wanted;
        }
    }

    /// Sends a service to a node, or away from one, until it is cleared.
    ///
    /// @param to empty: wherever else
    /// @param from empty: from nowhere in particular
    record Move(String service, String to, String from) implements ServiceOrder {
        @Override
        public String action() {
            return "service.moved service=" + service + " to=" + to + " from=" + from;
        }
    }

    /// Forgets a service's failures and where it was sent.
    record Clear(String service) implements ServiceOrder {
        @Override
        public String action() {
            return "service.cleared service=" + service;
        }
    }

    /// Says what a node is for.
    record SetMode(String node, NodeMode mode) implements ServiceOrder {
        @Override
        public String action() {
            return "node.mode node=" + node + " mode=" + mode;
        }
    }

    /// Says that the node of a service gets a fault, to see what comes of it. One at a time.
    ///
    /// @param node that runs it
    /// @param generation the stay that is meant
    /// @param millis how long no other one may begin
    record Drill(String service, DrillKind kind, String node, long generation, long millis)
            implements ServiceOrder {
        @Override
        public String action() {
            return "service.drill service=" + service + " kind=" + kind + " node=" + node;
        }
    }

    /// Says who may run a service from now on. Counts in its own term only: a coordinator of a
    /// later one has waited for what it knows, not for what this one knew.
    ///
    /// @param term of the coordinator that orders it
    /// @param formerGeneration the stay that it found
    /// @param reason why that one is over
    /// @param form of what is to run by it, so that whoever stops it knows whether it is still
    ///   that; empty: not known
    record Settle(long term, long formerGeneration, Tenancy tenancy, String reason, String form)
            implements ServiceOrder {

        public Settle {
            // An order from before there were these has none.
            form = Objects.requireNonNullElse(form, "");
        }

        @Override
        public String action() {
            return "service.settled service=" + tenancy.service();
        }

        @Override
        public boolean audited() {
            return false;
        }
    }

    /// Counts a failure of a service on a node.
    ///
    /// @param generation of the stay that failed
    /// @param isFatal whether it makes no sense to try again there
    /// @param isLeaseLost whether only its lease was over: it did nothing wrong
    record Fail(
            String service,
            String node,
            long generation,
            boolean isFatal,
            String why,
            boolean isLeaseLost)
            implements ServiceOrder {
        @Override
        public String action() {
            return "service.failed service=" + service + " node=" + node;
        }

        @Override
        public boolean audited() {
            return false;
        }
    }
}
