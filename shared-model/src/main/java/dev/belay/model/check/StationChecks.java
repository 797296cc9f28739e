package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.shape.Words;
import dev.belay.model.station.Frontend;
import dev.belay.model.station.LoadBalancer;
import dev.belay.model.station.Station;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Load balancers and the stations behind them: a set has the same settings, and its load balancer
/// is who instances talk to.
final class StationChecks {

    /// What all stations of a set share, by field.
    private static final Map<String, Function<Station, String>> SHARED = new LinkedHashMap<>();

    static {
        SHARED.put("compartment", Station::compartment);
        SHARED.put("proxyPort", station -> station.proxyPort().toString());
        SHARED.put("httpMirrorPort", station -> station.httpMirrorPort().toString());
        SHARED.put("httpsMirrorPort", station -> station.httpsMirrorPort().toString());
        SHARED.put("mountPath", Station::mountPath);
        SHARED.put("storage", station -> Words.of(station.storage()));
    }

    private StationChecks() {}

    static void check(Design design, Findings findings) {
        Map<ThingId, LoadBalancer> balancerOf = new HashMap<>();
        for (LoadBalancer balancer : design.loadBalancers()) {
            List<Station> set =
                    balancer.members().stream()
                            .distinct()
                            .flatMap(id -> design.find(id, Station.class).stream())
                            .toList();
            balancer(balancer, set, findings);
            for (Station station : set) {
                LoadBalancer other = balancerOf.putIfAbsent(station.id(), balancer);
                if (other != null) {
                    findings.add(
                            ProblemCode.STATION_IN_TWO_SETS,
                            station,
                            Findings.label(station),
                            Findings.label(other),
                            Findings.label(balancer));
                }
                behind(station, balancer, findings);
            }
            set.stream().skip(1).forEach(station -> differ(set.getFirst(), station, findings));
        }
        for (Station station : design.stations()) {
            if (!balancerOf.containsKey(station.id())) {
                findings.add(
                        ProblemCode.STATION_WITHOUT_BALANCER, station, Findings.label(station));
            }
        }
    }

    private static void balancer(LoadBalancer balancer, List<Station> set, Findings findings) {
        if (balancer.host().isEmpty()) {
            findings.add(ProblemCode.BALANCER_HOST_MISSING, balancer, Findings.label(balancer));
        }
        if (balancer.members().isEmpty()) {
            findings.add(ProblemCode.BALANCER_EMPTY, balancer, Findings.label(balancer));
        }
        if (set.isEmpty()) {
            return;
        }
        Station first = set.getFirst();
        Map<String, Port> wanted = new LinkedHashMap<>();
        wanted.put("proxy", first.proxyPort());
        wanted.put("mirror-http", first.httpMirrorPort());
        wanted.put("mirror-https", first.httpsMirrorPort());
        wanted.forEach((name, port) -> {
            if (balancer.frontends().stream().noneMatch(f -> f.port().equals(port))) {
                findings.add(
                        Problem.of(
                                        ProblemCode.FRONTEND_MISSING,
                                        new Place.AtThing(balancer.id(), "/frontends"),
                                        Findings.label(balancer),
                                        port.toString())
                                .withFix(
                                        new ThingFix.AddFrontend(
                                                balancer.id(), Frontend.of(name, port))));
            }
        });
    }

    private static void behind(Station station, LoadBalancer balancer, Findings findings) {
        Optional<String> host = balancer.host();
        if (host.isPresent() && !station.hostName().equalsIgnoreCase(host.get())) {
            findings.add(
                    Problem.of(
                                    ProblemCode.STATION_HOST_NAME,
                                    new Place.AtThing(station.id(), "/hostName"),
                                    Findings.label(station),
                                    station.hostName(),
                                    host.get())
                            .withFix(new ThingFix.SetHostName(station.id(), host.get())));
        }
        balancer.address()
                .filter(a -> station.allowedAddresses().stream().noneMatch(n -> n.contains(a)))
                .ifPresent(address ->
                        findings.add(
                                Problem.of(
                                                ProblemCode.BALANCER_NOT_ALLOWED,
                                                new Place.AtThing(
                                                        station.id(), "/allowedAddresses"),
                                                Findings.label(station),
                                                address.toString())
                                        .withFix(
                                                new ThingFix.AllowBalancer(
                                                        station.id(), Cidr.of(address)))));
    }

    private static void differ(Station first, Station other, Findings findings) {
        SHARED.forEach((field, value) -> {
            if (!value.apply(first).equals(value.apply(other))) {
                findings.add(
                        Problem.of(
                                ProblemCode.STATION_DIFFERS,
                                new Place.AtThing(other.id(), "/" + field),
                                field,
                                Findings.label(first),
                                value.apply(first),
                                Findings.label(other),
                                value.apply(other)));
            }
        });
    }
}
