package dev.belay.drill;

import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.ThingId;
import java.util.Optional;

/// What clients of a service would ask, as far as the design says: its virtual IP, at the first
/// port that is drawn for it.
public final class DefaultProbe {

    private DefaultProbe() {}

    /// As `tcp:10.0.0.9:443`, or `host:10.0.0.9` without a port; empty for a service without an
    /// address.
    public static Optional<String> of(Design design, String service) {
        return ThingId.parse(service)
                .good()
                .flatMap(id -> design.find(id, Service.class))
                .flatMap(one ->
                        one.resources().stream()
                                .filter(VirtualIpResource.class::isInstance)
                                .map(VirtualIpResource.class::cast)
                                .map(VirtualIpResource::virtualIp)
                                .flatMap(id -> virtualIp(design, id).stream())
                                .flatMap(ip -> written(ip).stream())
                                .findFirst());
    }

    private static Optional<VirtualIp> virtualIp(Design design, ThingId id) {
        return design.find(id, VirtualIp.class);
    }

    private static Optional<String> written(VirtualIp ip) {
        return ip.address()
                .map(address -> {
                    String text = address.toString();
                    if (ip.ports().isEmpty()) {
                        return "host:" + text;
                    }
                    String host = text.contains(":") ? "[" + text + "]" : text;
                    return "tcp:" + host + ":" + ip.ports().getFirst();
                });
    }
}
