package dev.belay.app.route;

import dev.belay.app.design.Free;
import dev.belay.model.design.Design;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The service that has the address: first the address is on the node, then routes lead there, then
/// what answers starts; stopped the other way round. Pure.
final class AddressedService {
    private AddressedService() {}

    /// As it is to be; one that has the virtual IP already is that one.
    static Service of(Design design, RouteWish wish) {
        Service service =
                owner(design, wish.vip())
                        .or(() -> design.find(wish.service(), Service.class))
                        .orElseGet(() -> fresh(wish));
        return service.withResources(ordered(design, service, wish.vip()));
    }

    /// The one that uses a virtual IP.
    static Optional<Service> owner(Design design, ThingId vip) {
        return design.services().stream()
                .filter(one -> one.resources().stream().anyMatch(part -> isOf(part, vip)))
                .findFirst();
    }

    private static boolean isOf(Resource resource, ThingId vip) {
        return switch (resource) {
            case VirtualIpResource one -> one.virtualIp().equals(vip);
            case RouteTableResource one -> one.virtualIp().equals(vip);
            default -> false;
        };
    }

    private static Service fresh(RouteWish wish) {
        List<Resource> resources = new ArrayList<>();
        wish.unit()
                .ifPresent(unit ->
                        resources.add(
                                SystemdResource.of(
                                        wish.service().text() + "-" + unit.split("[.@]", 2)[0],
                                        unit.contains(".") ? unit : unit + ".service")));
        return Service.of(wish.service(), wish.service().text()).withResources(resources);
    }

    private static List<Resource> ordered(Design design, Service service, ThingId vip) {
        List<Resource> all = new ArrayList<>(service.resources());
        String name = service.id().text();
        Resource address = VirtualIpResource.of(Free.resource(design, name + "-ip"), vip);
        Resource route = RouteTableResource.of(Free.resource(design, name + "-route"), vip);
        int at = -1;
        int routeAt = -1;
        for (int i = 0; i < all.size(); i++) {
            if (isOf(all.get(i), vip)) {
                if (all.get(i) instanceof VirtualIpResource) {
                    at = i;
                } else {
                    routeAt = i;
                }
            }
        }
        if (at >= 0 && routeAt == at + 1) {
            return all;
        }
        if (routeAt >= 0) {
            route = all.remove(routeAt);
            at = at > routeAt ? at - 1 : at;
        }
        if (at < 0) {
            at = afterData(all);
            all.add(at, address);
        }
        all.add(at + 1, route);
        return all;
    }

    /// Data and configuration come before the address.
    private static int afterData(List<Resource> all) {
        int at = 0;
        while (at < all.size()
                && (all.get(at) instanceof MirrorResource
                        || all.get(at) instanceof ConfigSetResource)) {
            at++;
        }
        return at;
    }
}
