package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What things are called in a CIB: as in the drawing, unless such a name may not be or is taken.
final class ExportNames {

    private final CibTree tree;
    private final ExportNotes notes;
    private final Map<ThingId, String> things = new HashMap<>();
    private final Map<String, String> resources = new HashMap<>();

    ExportNames(Design design, CibTree tree, ExportNotes notes) {
        this.tree = tree;
        this.notes = notes;
        for (Node node : design.nodes()) {
            // A connection is a resource; all others are no ids.
            things.put(
                    node.id(),
                    node.role() == NodeRole.REMOTE ? free(node, node.name()) : node.name());
        }
        for (FenceDevice device : design.fenceDevices()) {
            things.put(device.id(), free(device, device.name()));
        }
        for (Service service : design.services()) {
            for (int i = 0; i < service.resources().size(); i++) {
                name(service, i);
            }
        }
        for (Service service : design.services()) {
            things.put(
                    service.id(),
                    single(service)
                            .map(_ -> of(service, 0))
                            .orElseGet(() -> free(service, service.name())));
        }
    }

    /// The only resource of a service, when the service is called like it: no group is needed then.
    static Optional<Resource> single(Service service) {
        return Optional.of(service)
                .filter(one -> one.resources().size() == 1)
                .map(one -> one.resources().getFirst())
                .filter(one -> one.name().equals(service.name()));
    }

    private void name(Service service, int index) {
        Resource resource = service.resources().get(index);
        String name = resource.name();
        String id = tree.id(CibTree.isId(name) ? name : service.id() + "-" + (index + 1));
        if (!id.equals(name)) {
            notes.field(service, "/resources/" + index + "/name", Why.OTHERWISE);
        }
        resources.put(key(service, index), id);
    }

    private String free(Thing thing, String name) {
        String id = tree.id(CibTree.isId(name) ? name : thing.id().text());
        if (!id.equals(name)) {
            notes.field(thing, "/name", Why.OTHERWISE);
        }
        return id;
    }

    String of(Thing thing) {
        return things.getOrDefault(thing.id(), thing.name());
    }

    /// What a resource of a service is called.
    String of(Service service, int index) {
        return resources.getOrDefault(key(service, index), service.id().text());
    }

    private static String key(Service service, int index) {
        return service.id() + "/" + index;
    }
}
