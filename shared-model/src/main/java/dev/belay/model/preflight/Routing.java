package dev.belay.model.preflight;

import dev.belay.model.preflight.CloudPicture.TableRoute;
import dev.belay.model.preflight.CloudPicture.TransitTableRoute;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which line of a route table takes a packet: the one with the longest prefix; of two of the same
/// length the one that somebody made before the one that was propagated. Sources: "Route priority",
/// Amazon VPC user guide; "Route evaluation order", AWS Transit Gateway guide.
final class Routing {

    private Routing() {}

    /// The line that takes all of a network, black holes among them.
    static Optional<TableRoute> best(List<TableRoute> routes, Cidr network) {
        return routes.stream()
                .filter(route -> route.destination().filter(to -> to.contains(network)).isPresent())
                .min(
                        Comparator.<TableRoute>comparingInt(route -> -prefix(route.destination()))
                                .thenComparing(TableRoute::propagated));
    }

    /// Likewise.
    static Optional<TransitTableRoute> bestOf(List<TransitTableRoute> routes, Cidr network) {
        return routes.stream()
                .filter(route -> route.destination().filter(to -> to.contains(network)).isPresent())
                .min(
                        Comparator.<TransitTableRoute>comparingInt(
                                        route -> -prefix(route.destination()))
                                .thenComparing(route -> !route.isStatic()));
    }

    /// Lines for a part of the network only: they take that part away from the best one.
    static List<TableRoute> inside(List<TableRoute> routes, Cidr network) {
        return routes.stream()
                .filter(route ->
                        route.destination()
                                .filter(to -> network.contains(to) && !to.equals(network))
                                .isPresent())
                .toList();
    }

    /// Whether networks together hold all of a network.
    static boolean covers(List<Cidr> networks, Cidr network) {
        if (networks.stream().anyMatch(one -> one.contains(network))) {
            return true;
        }
        List<Cidr> inside = networks.stream().filter(network::contains).toList();
        return !inside.isEmpty() && halves(network).stream().allMatch(half -> covers(inside, half));
    }

    /// The two halves of a network that has more than one address.
    private static List<Cidr> halves(Cidr network) {
        IpAddress low = network.network();
        int prefix = network.prefix();
        int bit = low.bits() - 1 - prefix;
        IpAddress high =
                bit >= Long.SIZE
                        ? new IpAddress(low.v6(), low.high() | (1L << (bit - Long.SIZE)), low.low())
                        : new IpAddress(low.v6(), low.high(), low.low() | (1L << bit));
        return List.of(new Cidr(low, prefix + 1), new Cidr(high, prefix + 1));
    }

    private static int prefix(Optional<Cidr> destination) {
        return destination.map(Cidr::prefix).orElse(-1);
    }
}
