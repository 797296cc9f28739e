package dev.belay.agent.service;

import dev.belay.agent.cloud.DnsWish;
import dev.belay.agent.cloud.ElasticIpWish;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.agent.cloud.SecondaryIpWish;
import dev.belay.model.service.Operations;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One resource of a service with all that a node needs to run it, nothing of which has to be
/// looked up in a design any more.
public sealed interface ServiceResource {

    /// What people call it; unique among all resources of the design.
    String name();

    /// What it is, for people: `ocf:heartbeat:nginx`, `virtual-ip 10.20.1.10/24`.
    String kind();

    /// Its time limits.
    Operations operations();

    /// An OCF agent.
    ///
    /// @param provider such as `heartbeat`
    /// @param agent such as `nginx`
    /// @param parameters they may be secret
    record Ocf(
            String name,
            String provider,
            String agent,
            SortedMap<String, String> parameters,
            Operations operations)
            implements ServiceResource {

        public Ocf {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        }

        @Override
        public String kind() {
            return "ocf:" + provider + ":" + agent;
        }

        /// Only what may stand in a log.
        @Override
        public String toString() {
            return kind() + " " + name;
        }
    }

    /// A systemd unit.
    ///
    /// @param unit such as `nginx.service`
    record Systemd(String name, String unit, Operations operations) implements ServiceResource {

        @Override
        public String kind() {
            return "systemd:" + unit;
        }
    }

    /// A program of one's own.
    ///
    /// @param program absolute path
    /// @param start arguments
    /// @param stop arguments
    /// @param status arguments
    record Script(
            String name,
            String program,
            List<String> start,
            List<String> stop,
            List<String> status,
            Operations operations)
            implements ServiceResource {

        public Script {
            start = List.copyOf(start);
            stop = List.copyOf(stop);
            status = List.copyOf(status);
        }

        @Override
        public String kind() {
            return "script:" + program;
        }

        /// Only what may stand in a log.
        @Override
        public String toString() {
            return kind() + " " + name;
        }
    }

    /// A virtual IP on a device of this node.
    ///
    /// @param prefix length of the network's prefix on the device
    /// @param device empty: the one that has an address in the same network
    /// @param isRouted whether packets come by a route to this node: no neighbour asks for it then,
    ///   and none is told of it
    record Address(
            String name,
            IpAddress address,
            int prefix,
            String device,
            boolean isRouted,
            Operations operations)
            implements ServiceResource {

        /// One on a network that this node is in.
        Address(String name, IpAddress address, int prefix, String device, Operations operations) {
            this(name, address, prefix, device, false, operations);
        }

        @Override
        public String kind() {
            return "virtual-ip " + written();
        }

        /// As `10.20.1.10/24`.
        String written() {
            return address + "/" + prefix;
        }
    }

    /// What a cloud is asked for. Nothing of it is on this node.
    sealed interface InCloud extends ServiceResource {

        /// What a look counts for that gets no answer.
        UnknownPolicy onUnknown();
    }

    /// Routes to a virtual IP.
    ///
    /// @param wish for one of the nodes; where they are in several VPCs another one has its own
    record Routes(
            String name,
            ThingId virtualIp,
            RouteWish wish,
            UnknownPolicy onUnknown,
            Operations operations)
            implements InCloud {

        @Override
        public String kind() {
            return "route " + wish.destination() + " in " + wish.vpcs();
        }
    }

    /// A DNS record.
    record Dns(String name, DnsWish wish, UnknownPolicy onUnknown, Operations operations)
            implements InCloud {

        @Override
        public String kind() {
            return "record " + wish.host() + " " + wish.type();
        }
    }

    /// An Elastic IP.
    record ElasticIp(
            String name, ElasticIpWish wish, UnknownPolicy onUnknown, Operations operations)
            implements InCloud {

        @Override
        public String kind() {
            return "elastic-ip " + wish.allocationId();
        }
    }

    /// A secondary private address.
    record SecondaryIp(
            String name, SecondaryIpWish wish, UnknownPolicy onUnknown, Operations operations)
            implements InCloud {

        @Override
        public String kind() {
            return "secondary-ip " + wish.address();
        }
    }
}
