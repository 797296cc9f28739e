package dev.belay.model.check;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.GatewayAssociation;
import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.TransitRoute;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.shape.References;
import dev.belay.model.station.Frontend;
import dev.belay.model.station.LoadBalancer;
import dev.belay.model.station.Station;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Changes of things other than nodes, and of what things refer to.
public sealed interface ThingFix extends Fix {

    private static <T> List<T> added(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    /// Gives a thing another name.
    record Rename(ThingId thing, String name) implements ThingFix {

        @Override
        public String code() {
            return "rename";
        }

        @Override
        public List<String> args() {
            return List.of(name);
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(design, design.find(thing), found -> found.withName(name));
        }
    }

    /// Draws a thing in another container.
    ///
    /// @param thing the thing
    /// @param name its name
    /// @param container the container
    /// @param containerName its name
    record Move(ThingId thing, String name, ThingId container, String containerName)
            implements ThingFix {

        @Override
        public String code() {
            return "move";
        }

        @Override
        public List<String> args() {
            return List.of(name, containerName);
        }

        @Override
        public Design apply(Design design) {
            return design.find(container).isEmpty()
                    ? design
                    : Fix.change(
                            design,
                            design.find(thing),
                            found -> found.withWithin(Optional.of(container)));
        }
    }

    /// Draws a thing on the open canvas.
    record TakeOut(ThingId thing, String name) implements ThingFix {

        @Override
        public String code() {
            return "take-out";
        }

        @Override
        public List<String> args() {
            return List.of(name);
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design, design.find(thing), found -> found.withWithin(Optional.empty()));
        }
    }

    /// Removes whatever of a thing refers to an id.
    record RemoveReference(ThingId thing, ThingId reference) implements ThingFix {

        @Override
        public String code() {
            return "remove-reference";
        }

        @Override
        public List<String> args() {
            return List.of(reference.text());
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(design, design.find(thing), this::without);
        }

        private Thing without(Thing found) {
            return References.rewritten(
                            (Record) found,
                            id -> Optional.of(id).filter(kept -> !kept.equals(reference)))
                    .map(Thing.class::cast)
                    .orElse(found);
        }
    }

    /// Removes a link.
    record RemoveLink(ThingId link) implements ThingFix {

        @Override
        public String code() {
            return "remove-link";
        }

        @Override
        public List<String> args() {
            return List.of(link.text());
        }

        @Override
        public Design apply(Design design) {
            return design.withLinks(
                    design.links().stream().filter(kept -> !kept.id().equals(link)).toList());
        }
    }

    /// Has a Direct Connect gateway announce a network that is behind a transit gateway.
    record AllowPrefix(ThingId gateway, ThingId transitGateway, Cidr prefix) implements ThingFix {

        @Override
        public String code() {
            return "allow-prefix";
        }

        @Override
        public List<String> args() {
            return List.of(prefix.toString());
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design,
                    design.find(gateway, DirectConnectGateway.class),
                    found ->
                            found.withAssociations(
                                    found.associations().stream().map(this::allowed).toList()));
        }

        private GatewayAssociation allowed(GatewayAssociation association) {
            return association.transitGateway().equals(transitGateway)
                    ? new GatewayAssociation(
                            transitGateway, added(association.allowedPrefixes(), prefix))
                    : association;
        }
    }

    /// Adds a static route to a transit gateway.
    record AddTransitRoute(ThingId gateway, TransitRoute route) implements ThingFix {

        @Override
        public String code() {
            return "add-transit-route";
        }

        @Override
        public List<String> args() {
            return List.of(route.destination().toString());
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design,
                    design.find(gateway, TransitGateway.class),
                    found -> found.withRoutes(added(found.routes(), route)));
        }
    }

    /// Turns default association and propagation of a transit gateway on.
    record TurnOnDefaults(ThingId gateway) implements ThingFix {

        @Override
        public String code() {
            return "turn-on-defaults";
        }

        @Override
        public List<String> args() {
            return List.of();
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design,
                    design.find(gateway, TransitGateway.class),
                    found -> found.withDefaultAssociation(true).withDefaultPropagation(true));
        }
    }

    /// Adds a route to a route table.
    record AddRoute(ThingId table, Route route) implements ThingFix {

        @Override
        public String code() {
            return "add-route";
        }

        @Override
        public List<String> args() {
            return List.of(route.destination().toString());
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design,
                    design.find(table, RouteTable.class),
                    found -> found.withRoutes(added(found.routes(), route)));
        }
    }

    /// Has a proxy let a network through.
    record AllowSource(ThingId proxy, Cidr source) implements ThingFix {

        @Override
        public String code() {
            return "allow-source";
        }

        @Override
        public List<String> args() {
            return List.of(source.toString());
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design,
                    design.find(proxy, Proxy.class),
                    found -> found.withAllowedSources(added(found.allowedSources(), source)));
        }
    }

    /// Has a station accept connections from its load balancer.
    record AllowBalancer(ThingId station, Cidr source) implements ThingFix {

        @Override
        public String code() {
            return "allow-balancer";
        }

        @Override
        public List<String> args() {
            return List.of(source.toString());
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design,
                    design.find(station, Station.class),
                    found -> found.withAllowedAddresses(added(found.allowedAddresses(), source)));
        }
    }

    /// Gives a station the host name of its load balancer.
    record SetHostName(ThingId station, String host) implements ThingFix {

        @Override
        public String code() {
            return "set-host-name";
        }

        @Override
        public List<String> args() {
            return List.of(host);
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design, design.find(station, Station.class), found -> found.withHostName(host));
        }
    }

    /// Has a load balancer listen at one more port.
    record AddFrontend(ThingId balancer, Frontend frontend) implements ThingFix {

        @Override
        public String code() {
            return "add-frontend";
        }

        @Override
        public List<String> args() {
            return List.of(frontend.port().toString());
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design,
                    design.find(balancer, LoadBalancer.class),
                    found -> found.withFrontends(added(found.frontends(), frontend)));
        }
    }

    /// Takes the value of a secret out of a fence device and leaves its name, to be asked for.
    record KeepSecretOutside(ThingId device, String parameter) implements ThingFix {

        @Override
        public String code() {
            return "keep-secret-outside";
        }

        @Override
        public List<String> args() {
            return List.of(parameter);
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(design, design.find(device, FenceDevice.class), this::without);
        }

        private FenceDevice without(FenceDevice found) {
            SortedMap<String, String> kept = new TreeMap<>(found.parameters());
            kept.remove(parameter);
            return found.withParameters(kept)
                    .withSecrets(
                            found.secrets().contains(parameter)
                                    ? found.secrets()
                                    : added(found.secrets(), parameter));
        }
    }
}
