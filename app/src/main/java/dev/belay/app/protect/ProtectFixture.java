package dev.belay.app.protect;

import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.Failures;
import dev.belay.api.ServiceView.Resource;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.DesignPort;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.List;

/// A cluster that runs what its design says, at once: for pictures and tests.
public final class ProtectFixture implements ProtectPort {
    private final DesignFixture designs;
    private final Instant now;
    private boolean isFailing;
    private List<String> hosts = List.of("gw-1", "gw-2", "gw-3");

    public ProtectFixture(DesignFixture designs, Instant now) {
        this.designs = designs;
        this.now = now;
    }

    /// The address of the shop, which may be drawn before it is in force.
    public static VirtualIp shopAddress() {
        return VirtualIp.of(new ThingId("vip-shop"), "vip-shop")
                .withAddress(IpAddress.parse("10.0.110.207").good());
    }

    /// A service with that address and one unit.
    public static Service shop() {
        return Service.of(new ThingId("shop"), "shop")
                .withResources(
                        List.of(
                                VirtualIpResource.of("address", shopAddress().id()),
                                SystemdResource.of("nginx", "nginx.service")));
    }

    /// What it runs fails to start from now on.
    public void failStarts() {
        isFailing = true;
    }

    /// What it runs starts from now on.
    public void startAgain() {
        isFailing = false;
    }

    /// Only these nodes can run services.
    public void hosts(List<String> able) {
        hosts = List.copyOf(able);
    }

    @Override
    public DesignPort designs() {
        return designs;
    }

    @Override
    public ServicesView services() throws AgentException {
        long version = designs.design().version();
        Design design = designs.kept();
        return new ServicesView(
                now,
                "gw-1",
                version,
                "default",
                1_500,
                design.services().stream().map(one -> view(design, one)).toList(),
                designs.status().nodes().stream().map(one -> host(one.member().id())).toList(),
                null,
                List.of());
    }

    private Host host(String id) {
        return hosts.contains(id)
                ? new Host(id, NodeMode.ACTIVE, true, "", List.of("gate", "self-kill", "guardian"))
                : new Host(
                        id, NodeMode.ACTIVE, true, "not root: start the agent as root", List.of());
    }

    private ServiceView view(Design design, Service service) {
        return new ServiceView(
                service.id().toString(),
                service.name(),
                isFailing ? State.STUCK : State.ACTIVE,
                "gw-1",
                1,
                now,
                Wanted.AS_DESIGNED,
                "",
                "",
                false,
                false,
                "gw-1",
                "gw-1 has the best score",
                1_400,
                service.resources().stream().map(one -> resource(design, one)).toList(),
                isFailing
                        ? List.of(new Failures("gw-1", 1, "start: not installed (5)", now))
                        : List.of(),
                List.of());
    }

    private static Resource resource(Design design, dev.belay.model.service.Resource resource) {
        String kind =
                switch (resource) {
                    case VirtualIpResource one ->
                            "virtual-ip "
                                    + design.find(one.virtualIp(), VirtualIp.class)
                                            .map(Clashes::text)
                                            .orElse("");
                    case OcfResource one -> "ocf:" + one.provider() + ":" + one.agent();
                    case SystemdResource one -> "systemd:" + one.unit();
                    case ScriptResource one -> "script:" + one.program();
                    default -> "";
                };
        return new Resource(resource.name(), kind, ResourceState.RUNNING, "");
    }
}
