package dev.belay.model.thing;

import dev.belay.model.value.ThingId;
import java.util.Optional;

/// Something on the canvas. Each kind is one record; things refer to each other by id.
public interface Thing {

    /// Stable, unique in the design.
    ThingId id();

    /// What people call it.
    String name();

    ThingKind kind();

    /// The container it is drawn in; empty on the open canvas.
    Optional<ThingId> within();

    /// Where it is drawn; empty until somebody or the layout puts it somewhere.
    Optional<Frame> frame();

    /// What people wrote down about it.
    String notes();

    Thing withId(ThingId id);

    Thing withName(String name);

    Thing withWithin(Optional<ThingId> within);

    Thing withFrame(Optional<Frame> frame);

    Thing withNotes(String notes);
}
