package dev.belay.app.proxy;

import dev.belay.app.design.Drawn;
import dev.belay.app.design.InForce;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.node.Node;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.IpAddress;
import java.util.List;
import java.util.Optional;

/// A design and the proxy that is to be in it.
///
/// @param base the design as it is; of version 0 for a drawing
/// @param proxy as the form has it
/// @param design the base with it
record Case(ProxyForm form, InForce base, Proxy proxy, Design design) {

    /// Only while the form has a way.
    ///
    /// @param open the drawing that is open, which may know the proxy already
    static Case of(ProxyForm form, InForce base, Optional<Design> open) {
        Proxy proxy = form.proxy(like(form, base.design(), open));
        boolean isHome = proxy.within().filter(id -> base.design().find(id).isEmpty()).isEmpty();
        // A drawing may have it in something that is not in force.
        Proxy placed =
                isHome ? proxy : proxy.withWithin(Optional.empty()).withFrame(Optional.empty());
        return new Case(form, base, placed, base.design().with(placed));
    }

    private static Optional<Proxy> like(ProxyForm form, Design base, Optional<Design> open) {
        return form.choice()
                .flatMap(id ->
                        base.find(id, Proxy.class)
                                .or(() ->
                                        open.filter(one -> Drawn.belongs(one, base))
                                                .flatMap(one -> one.find(id, Proxy.class))));
    }

    /// Something else that has its id; what the wizard has put there is none.
    Optional<Thing> clash() {
        return base.design()
                .find(proxy.id())
                .filter(there ->
                        form.choice().isPresent()
                                ? !(there instanceof Proxy)
                                : !there.withFrame(proxy.frame())
                                        .withWithin(proxy.within())
                                        .equals(proxy));
    }

    /// The nodes that use it, as far as the design has them.
    List<Node> users() {
        return proxy.users().stream().flatMap(id -> design.find(id, Node.class).stream()).toList();
    }

    /// Their addresses, as far as they are known.
    List<IpAddress> sources() {
        return users().stream().flatMap(one -> one.address().stream()).distinct().toList();
    }

    /// The member that it runs on, where it runs on one.
    Optional<Node> member() {
        String host = proxy.host().orElse("");
        return design.nodes().stream()
                .filter(one ->
                        one.id().text().equals(host)
                                || one.name().equals(host)
                                || one.address().map(IpAddress::toString).equals(Optional.of(host)))
                .findFirst();
    }
}
