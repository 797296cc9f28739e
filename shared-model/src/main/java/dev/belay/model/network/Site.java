package dev.belay.model.network;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// A place of one's own, such as a data centre.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param cidrs its networks
/// @param router its router
/// @param clients machines whose paths are looked at
/// @param notes what people wrote down about it; may have several lines
public record Site(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        List<Cidr> cidrs,
        Optional<Router> router,
        List<Client> clients,
        @Otherwise("") String notes)
        implements Thing {

    public Site {
        cidrs = List.copyOf(cidrs);
        clients = List.copyOf(clients);
    }

    /// One with all that is optional left as it is by default.
    public static Site of(ThingId id, String name) {
        return new Site(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.SITE;
    }

    @Override
    public Site withId(ThingId id) {
        return new Site(id, name, within, frame, cidrs, router, clients, notes);
    }

    @Override
    public Site withName(String name) {
        return new Site(id, name, within, frame, cidrs, router, clients, notes);
    }

    @Override
    public Site withWithin(Optional<ThingId> within) {
        return new Site(id, name, within, frame, cidrs, router, clients, notes);
    }

    @Override
    public Site withFrame(Optional<Frame> frame) {
        return new Site(id, name, within, frame, cidrs, router, clients, notes);
    }

    public Site withCidrs(List<Cidr> cidrs) {
        return new Site(id, name, within, frame, cidrs, router, clients, notes);
    }

    public Site withRouter(Optional<Router> router) {
        return new Site(id, name, within, frame, cidrs, router, clients, notes);
    }

    public Site withClients(List<Client> clients) {
        return new Site(id, name, within, frame, cidrs, router, clients, notes);
    }

    @Override
    public Site withNotes(String notes) {
        return new Site(id, name, within, frame, cidrs, router, clients, notes);
    }
}
