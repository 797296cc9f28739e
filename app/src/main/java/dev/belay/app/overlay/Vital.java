package dev.belay.app.overlay;

import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServicesView;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.plan.Drift;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Picture.NodePicture;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// How a thing of the drawing is in the live cluster.
public sealed interface Vital {

    /// Whether nothing can be concluded from it any more.
    boolean isStale();

    /// A member.
    ///
    /// @param runs services that may be running there
    /// @param ageMillis since it was heard; -1 for never
    /// @param isStale whether it was not heard lately
    /// @param areRunsStale whether nothing can be concluded of the services any more
    record Member(
            NodeState state, List<Runs> runs, long ageMillis, boolean isStale, boolean areRunsStale)
            implements Vital {
        public Member {
            runs = List.copyOf(runs);
        }
    }

    /// A service on a member.
    ///
    /// @param marginMillis how long the member may still be silent; -1 when that is not known
    record Runs(String service, ServiceView.State state, long marginMillis) {}

    /// A node that is no member.
    record Absent() implements Vital {
        @Override
        public boolean isStale() {
            return false;
        }
    }

    /// A service.
    ///
    /// @param node name of the one that may be running it; empty for none
    /// @param marginMillis how long that one may still be silent; -1 when that is not known
    record Served(ServiceView.State state, String node, long marginMillis, boolean isStale)
            implements Vital {}

    /// A virtual IP.
    ///
    /// @param node name of the one that its service is on; empty for none
    record Held(ResourceState state, String node, boolean isStale) implements Vital {}

    /// How a thing is; empty for what no agent says anything about.
    ///
    /// @param pairs which member each node is
    static Optional<Vital> of(Thing thing, Sight.Seen seen, Picture picture, Pairs pairs) {
        return switch (thing) {
            case Node node when node.role().member() ->
                    Optional.of(of(pairs.member(node.id()).flatMap(picture::node), seen));
            case Service service ->
                    view(service.id(), seen.running()).map(one -> of(one, seen, picture));
            case VirtualIp ip -> held(ip, seen, picture);
            default -> Optional.empty();
        };
    }

    private static Vital of(Optional<NodePicture> live, Sight.Seen seen) {
        if (live.isEmpty()) {
            return new Absent();
        }
        NodePicture found = live.get();
        String id = found.member().id();
        List<Runs> runs =
                seen.running().services().stream()
                        .filter(one -> one.node().equals(id))
                        .map(one -> new Runs(one.name(), one.state(), margin(one, seen)))
                        .toList();
        boolean isSilent = found.ageMillis() < 0 || found.ageMillis() > Picture.STALE_MILLIS;
        return new Member(found.state(), runs, found.ageMillis(), isSilent, seen.isStale());
    }

    private static Vital of(ServiceView one, Sight.Seen seen, Picture picture) {
        return new Served(
                one.state(), name(one.node(), seen, picture), margin(one, seen), seen.isStale());
    }

    /// By the design in force: what is only drawn runs nowhere.
    private static Optional<Vital> held(VirtualIp ip, Sight.Seen seen, Picture picture) {
        for (Service service : seen.inForce().services()) {
            for (var resource : service.resources()) {
                if (resource instanceof VirtualIpResource one && one.virtualIp().equals(ip.id())) {
                    return view(service.id(), seen.running())
                            .map(view -> held(view, one.name(), seen, picture));
                }
            }
        }
        return Optional.empty();
    }

    private static Vital held(
            ServiceView service, String resource, Sight.Seen seen, Picture picture) {
        ResourceState state =
                service.resources().stream()
                        .filter(one -> one.name().equals(resource))
                        .map(ServiceView.Resource::state)
                        .findFirst()
                        .orElse(ResourceState.UNKNOWN);
        return new Held(state, name(service.node(), seen, picture), seen.isStale());
    }

    private static Optional<ServiceView> view(ThingId service, ServicesView running) {
        return running.services().stream()
                .filter(one -> one.id().equals(service.toString()))
                .findFirst();
    }

    private static long margin(ServiceView one, Sight.Seen seen) {
        return one.marginMillis() < 0 || seen.isStale()
                ? -1
                : Math.max(0, one.marginMillis() - Math.max(0, seen.ageMillis()));
    }

    /// What the design calls a member, or else what the cluster does; empty for none.
    private static String name(String member, Sight.Seen seen, Picture picture) {
        if (member.isEmpty()) {
            return "";
        }
        String name = picture.node(member).map(one -> one.member().name()).orElse(member);
        return Drift.nodeOf(seen.inForce(), member, name).map(Node::name).orElse(name);
    }
}
