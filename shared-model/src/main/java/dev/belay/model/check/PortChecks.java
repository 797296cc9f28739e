package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.station.LoadBalancer;
import dev.belay.model.station.Station;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Port;
import java.util.HashMap;
import java.util.Map;

/// Ports: that no two programs of one machine want the same.
final class PortChecks {

    private PortChecks() {}

    static void check(Design design, Findings findings) {
        for (Node node : design.nodes()) {
            Used used = new Used(node, findings);
            if (node.role().member()) {
                used.by("agentPort", node.agentPort());
            }
            used.by("ssh", node.ssh().port());
            if (node.role() == NodeRole.REMOTE) {
                node.remote().ifPresent(remote -> used.by("remote", remote.port()));
            }
            if (node.role() == NodeRole.GUEST) {
                node.guest().ifPresent(guest -> used.by("remote", guest.port()));
            }
        }
        for (Station station : design.stations()) {
            Used used = new Used(station, findings);
            used.by("proxyPort", station.proxyPort());
            used.by("httpMirrorPort", station.httpMirrorPort());
            used.by("httpsMirrorPort", station.httpsMirrorPort());
        }
        for (LoadBalancer balancer : design.loadBalancers()) {
            Used used = new Used(balancer, findings);
            balancer.frontends().forEach(frontend -> used.by("frontend", frontend.port()));
        }
    }

    /// The ports of one thing, and which field has each.
    private record Used(Thing thing, Map<Port, String> fields, Findings findings) {

        Used(Thing thing, Findings findings) {
            this(thing, new HashMap<>(), findings);
        }

        void by(String field, Port port) {
            String first = fields.putIfAbsent(port, field);
            if (first != null) {
                findings.add(
                        ProblemCode.DUPLICATE_PORT,
                        thing,
                        Findings.label(thing),
                        port.toString(),
                        first,
                        field);
            }
        }
    }
}
