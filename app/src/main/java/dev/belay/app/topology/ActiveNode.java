package dev.belay.app.topology;

import dev.belay.api.ServiceView.ResourceState;
import dev.belay.app.overlay.OverlayModel;
import dev.belay.app.overlay.Vital;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.Optional;

/// The node that holds a virtual IP now, as the live cluster says; nobody where it is silent.
record ActiveNode(TopologyModel topology, OverlayModel live) {

    Optional<ThingId> of(VirtualIp vip) {
        Design design = topology.editor().designProperty().get();
        return design == null
                ? Optional.empty()
                : live.vital(vip)
                        .flatMap(ActiveNode::holder)
                        .flatMap(name ->
                                design.nodes().stream()
                                        .filter(node -> node.name().equals(name))
                                        .findFirst())
                        .map(Thing::id);
    }

    private static Optional<String> holder(Vital vital) {
        return vital instanceof Vital.Held held
                        && !held.isStale()
                        && !held.node().isEmpty()
                        && (held.state() == ResourceState.RUNNING
                                || held.state() == ResourceState.DEGRADED
                                || held.state() == ResourceState.STARTING)
                ? Optional.of(held.node())
                : Optional.empty();
    }
}
