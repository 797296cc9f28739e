package dev.belay.model.network;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.util.Optional;

/// A note on the canvas; its text is in its notes.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param notes what people wrote down about it; may have several lines
public record Note(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        @Otherwise("") String notes)
        implements Thing {

    /// One with all that is optional left as it is by default.
    public static Note of(ThingId id, String name) {
        return new Note(id, name, Optional.empty(), Optional.empty(), "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.NOTE;
    }

    @Override
    public Note withId(ThingId id) {
        return new Note(id, name, within, frame, notes);
    }

    @Override
    public Note withName(String name) {
        return new Note(id, name, within, frame, notes);
    }

    @Override
    public Note withWithin(Optional<ThingId> within) {
        return new Note(id, name, within, frame, notes);
    }

    @Override
    public Note withFrame(Optional<Frame> frame) {
        return new Note(id, name, within, frame, notes);
    }

    @Override
    public Note withNotes(String notes) {
        return new Note(id, name, within, frame, notes);
    }
}
