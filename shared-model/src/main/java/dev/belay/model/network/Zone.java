package dev.belay.model.network;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.util.Optional;

/// A fault domain: what is in it may fail together.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param region in a cloud, such as `ap-northeast-1`
/// @param notes what people wrote down about it; may have several lines
public record Zone(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        @Otherwise("") String region,
        @Otherwise("") String notes)
        implements Thing {

    /// One with all that is optional left as it is by default.
    public static Zone of(ThingId id, String name) {
        return new Zone(id, name, Optional.empty(), Optional.empty(), "", "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.ZONE;
    }

    @Override
    public Zone withId(ThingId id) {
        return new Zone(id, name, within, frame, region, notes);
    }

    @Override
    public Zone withName(String name) {
        return new Zone(id, name, within, frame, region, notes);
    }

    @Override
    public Zone withWithin(Optional<ThingId> within) {
        return new Zone(id, name, within, frame, region, notes);
    }

    @Override
    public Zone withFrame(Optional<Frame> frame) {
        return new Zone(id, name, within, frame, region, notes);
    }

    public Zone withRegion(String region) {
        return new Zone(id, name, within, frame, region, notes);
    }

    @Override
    public Zone withNotes(String notes) {
        return new Zone(id, name, within, frame, region, notes);
    }
}
