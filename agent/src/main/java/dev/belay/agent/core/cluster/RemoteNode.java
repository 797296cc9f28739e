package dev.belay.agent.core.cluster;

import dev.belay.agent.core.lease.Tenancy;
import dev.belay.model.design.Design;
import java.util.List;

/// A remote node as the cluster has it: no member, but a place for services. One member at a time
/// has its connection, by a lease like that of a service.
///
/// @param id as the design has it
/// @param isDesigned whether the design in force has it
/// @param connection which member may talk to it; its service is the id
public record RemoteNode(String id, boolean isDesigned, Tenancy connection) {

    /// Those of a design, by their ids.
    public static List<String> of(Design design) {
        return design.nodes().stream()
                .filter(node -> !node.role().member())
                .map(node -> node.id().toString())
                .toList();
    }

    /// One that nobody ever talked to.
    ///
    /// @param above its first stay gets a higher generation
    static RemoteNode first(String id, long above) {
        return new RemoteNode(id, true, new Tenancy(id, above, "", 0, ""));
    }

    RemoteNode withDesigned(boolean designed) {
        return new RemoteNode(id, designed, connection);
    }

    RemoteNode withConnection(Tenancy changed) {
        return new RemoteNode(id, isDesigned, changed);
    }
}
