package dev.belay.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.design.Design;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressedServiceTest {
    private static final ThingId VIP = new ThingId("vip-web");
    private static final Resource DATA = MirrorResource.of("data", new ThingId("mirror-web"));
    private static final Resource IP = VirtualIpResource.of("ip", VIP);
    private static final Resource ROUTE = RouteTableResource.of("route", VIP);
    private static final Resource UNIT = SystemdResource.of("unit", "nginx.service");

    private static List<String> ordered(Resource... resources) {
        Service web = Service.of(new ThingId("web"), "web").withResources(List.of(resources));
        Design design = RouteTrial.example().with(web);
        RouteWish wish =
                new RouteWish(
                        VIP,
                        IpAddress.parse("10.200.0.10").orThrow(),
                        "vpc-0a1b2c3d",
                        Map.of(),
                        List.of(),
                        web.id(),
                        Optional.empty(),
                        List.of());
        return AddressedService.of(design, wish).resources().stream().map(Resource::name).toList();
    }

    @Test
    void address_then_route_then_what_answers() {
        assertThat(ordered(DATA, IP, ROUTE, UNIT)).containsExactly("data", "ip", "route", "unit");
        assertThat(ordered(ROUTE, IP, UNIT)).containsExactly("ip", "route", "unit");
        assertThat(ordered(IP, UNIT)).containsExactly("ip", "web-route", "unit");
        assertThat(ordered(DATA, UNIT)).containsExactly("data", "web-ip", "web-route", "unit");
        assertThat(ordered(IP, UNIT, ROUTE)).containsExactly("ip", "route", "unit");
        assertThat(ordered(ROUTE, UNIT)).containsExactly("web-ip", "route", "unit");
    }
}
