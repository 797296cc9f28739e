package dev.belay.app.dns;

import dev.belay.app.design.Free;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.shape.References;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A design with what the form says: the record, and the service that has it. Pure.
final class DnsDraft {

    /// What a start needs beside the wait for all servers of the zone.
    private static final Duration BESIDE_SYNC = Duration.ofSeconds(60);

    private DnsDraft() {}

    /// The design with it. What is drawn already keeps its id and all that the form does not say.
    static Design on(Design design, DnsWish wish) {
        DnsRecord record =
                design.find(wish.record().id(), DnsRecord.class)
                        .map(drawn -> as(drawn, wish.record()))
                        .orElse(wish.record());
        Design next = design.with(record);
        return next.with(service(next, wish));
    }

    private static DnsRecord as(DnsRecord drawn, DnsRecord wished) {
        return drawn.withHost(wished.host())
                .withZoneId(wished.zoneId())
                .withType(wished.type())
                .withTtl(wished.ttl())
                .withAwaitSync(wished.awaitSync())
                .withDeleteOnStop(wished.deleteOnStop());
    }

    /// The design in force with it, and with nothing else of the drawing but what it refers to.
    ///
    /// @param drawing that belongs to the cluster; the design in force where none does
    static Design in(Design inForce, Design drawing, DnsWish wish) {
        Design draft = on(drawing, wish);
        Design next = bring(inForce, draft, wish.record().id());
        return on(bring(next, draft, service(draft, wish).id()), wish);
    }

    /// With a thing that is missing, and with all that it refers to.
    private static Design bring(Design into, Design from, ThingId first) {
        Design whole = into;
        List<ThingId> open = new ArrayList<>(List.of(first));
        while (!open.isEmpty()) {
            ThingId id = open.removeLast();
            Optional<Thing> missing = whole.find(id).isPresent() ? Optional.empty() : from.find(id);
            if (missing.isPresent()) {
                Thing thing = missing.get();
                whole = whole.with(thing);
                thing.within().ifPresent(open::add);
                References.of((Record) thing).forEach(one -> open.add(one.id()));
            }
        }
        return whole;
    }

    /// The one that has a record.
    static Optional<Service> owner(Design design, ThingId record) {
        return design.services().stream()
                .filter(one -> one.resources().stream().anyMatch(part -> isOf(part, record)))
                .findFirst();
    }

    private static boolean isOf(Resource resource, ThingId record) {
        return resource instanceof DnsResource one && one.dnsRecord().equals(record);
    }

    /// First data and addresses, then the name, then what answers; stopped the other way round.
    private static Service service(Design design, DnsWish wish) {
        Service service =
                owner(design, wish.record().id())
                        .or(() -> design.find(wish.service(), Service.class))
                        .orElseGet(() -> fresh(wish));
        if (service.resources().stream().anyMatch(one -> isOf(one, wish.record().id()))) {
            return service;
        }
        List<Resource> all = new ArrayList<>(service.resources());
        int at = 0;
        for (int i = 0; i < all.size(); i++) {
            at =
                    switch (all.get(i)) {
                        case MirrorResource _,
                                ConfigSetResource _,
                                VirtualIpResource _,
                                SecondaryIpResource _,
                                ElasticIpResource _,
                                RouteTableResource _ ->
                                i + 1;
                        default -> at;
                    };
        }
        Resource name =
                DnsResource.of(Free.resource(design, service.id() + "-dns"), wish.record().id())
                        .withOperations(operations(wish.record()));
        all.add(at, name);
        return service.withResources(all);
    }

    /// A start that waits longer than it may would fail for nothing.
    private static Operations operations(DnsRecord record) {
        Duration needed = record.syncTimeout().plus(BESIDE_SYNC);
        Operations usual = Operations.DEFAULT;
        return record.awaitSync() && usual.start().compareTo(needed) < 0
                ? usual.withStart(needed)
                : usual;
    }

    private static Service fresh(DnsWish wish) {
        List<Resource> resources = new ArrayList<>();
        wish.unit()
                .ifPresent(unit ->
                        resources.add(
                                SystemdResource.of(
                                        wish.service() + "-" + unit.split("[.@]", 2)[0],
                                        unit.contains(".") ? unit : unit + ".service")));
        return Service.of(wish.service(), wish.service().text()).withResources(resources);
    }
}
