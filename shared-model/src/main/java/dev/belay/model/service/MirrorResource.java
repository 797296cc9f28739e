package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;

/// Makes the active node the writer of a mirror.
///
/// @param name what people call it
/// @param mirror which one
/// @param operations time limits
public record MirrorResource(
        String name,
        @RefersTo(ThingKind.MIRROR) ThingId mirror,
        @Otherwise("{}") Operations operations)
        implements Resource {

    /// One with all that is optional left as it is by default.
    public static MirrorResource of(String name, ThingId mirror) {
        return new MirrorResource(name, mirror, Operations.DEFAULT);
    }

    public MirrorResource withName(String name) {
        return new MirrorResource(name, mirror, operations);
    }

    public MirrorResource withMirror(ThingId mirror) {
        return new MirrorResource(name, mirror, operations);
    }

    @Override
    public MirrorResource withOperations(Operations operations) {
        return new MirrorResource(name, mirror, operations);
    }
}
