package dev.belay.model.network;

import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;

/// A connection between two things that none of the two holds as a field.
///
/// @param id stable, unique among links and things
/// @param kind what it is for
/// @param from one end
/// @param to the other end
/// @param label what is written on it, such as `1 Gb/s`
public record Link(
        ThingId id,
        @Otherwise("network") LinkKind kind,
        ThingId from,
        ThingId to,
        @Otherwise("") String label) {

    /// One with all that is optional left as it is by default.
    public static Link of(ThingId id, ThingId from, ThingId to) {
        return new Link(id, LinkKind.NETWORK, from, to, "");
    }

    public Link withId(ThingId id) {
        return new Link(id, kind, from, to, label);
    }

    public Link withKind(LinkKind kind) {
        return new Link(id, kind, from, to, label);
    }

    public Link withFrom(ThingId from) {
        return new Link(id, kind, from, to, label);
    }

    public Link withTo(ThingId to) {
        return new Link(id, kind, from, to, label);
    }

    public Link withLabel(String label) {
        return new Link(id, kind, from, to, label);
    }
}
