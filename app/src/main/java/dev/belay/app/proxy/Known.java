package dev.belay.app.proxy;

import dev.belay.app.design.Drawn;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A proxy that is there already.
///
/// @param proxy as it is drawn, where it is; else as it is in force
record Known(Proxy proxy, Where where) {

    /// Where it is.
    enum Where {
        IN_FORCE,
        /// Drawn and not in force.
        DRAWN,
        /// Drawn otherwise than it is in force.
        DRAWN_OTHERWISE
    }

    /// All of a cluster and of its drawing.
    static List<Known> of(Design inForce, Optional<Design> open) {
        Optional<Design> drawing = open.filter(one -> Drawn.belongs(one, inForce));
        List<Known> all = new ArrayList<>();
        for (Proxy one : inForce.proxies()) {
            Proxy drawn = drawing.flatMap(it -> it.find(one.id(), Proxy.class)).orElse(one);
            boolean isSame = ProxyForm.of(drawn).equals(ProxyForm.of(one));
            all.add(new Known(drawn, isSame ? Where.IN_FORCE : Where.DRAWN_OTHERWISE));
        }
        drawing.ifPresent(it -> all.addAll(drawn(it, inForce)));
        return List.copyOf(all);
    }

    private static List<Known> drawn(Design drawing, Design inForce) {
        return drawing.proxies().stream()
                .filter(one -> inForce.find(one.id()).isEmpty())
                .map(one -> new Known(one, Where.DRAWN))
                .toList();
    }

    /// All of a drawing, whatever is in force.
    static List<Known> of(Design drawing) {
        return drawing.proxies().stream().map(one -> new Known(one, Where.DRAWN)).toList();
    }
}
