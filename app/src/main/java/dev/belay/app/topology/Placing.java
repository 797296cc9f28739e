package dev.belay.app.topology;

import dev.belay.model.design.Design;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Writes a layout into a design, so that things stay where they are.
final class Placing {

    private Placing() {}

    /// The design with each thing where the layout has it; what the layout does not have stays as
    /// it is.
    static Design of(Design design, Drawing drawing, Layout layout) {
        Map<ThingId, Box> boxes = new HashMap<>();
        FramedLayout.things(drawing, design)
                .forEach((id, thing) -> {
                    Box box = layout.boxes().get(id);
                    if (box != null) {
                        boxes.put(thing.id(), box);
                    }
                });
        Design next = design;
        for (Thing thing : design.things()) {
            Box box = boxes.get(thing.id());
            if (box != null) {
                Box around =
                        thing.within()
                                .map(container -> boxes.getOrDefault(container, Box.EMPTY))
                                .orElse(Box.EMPTY);
                next = next.with(thing.withFrame(Optional.of(frame(box, around))));
            }
        }
        return next;
    }

    /// Likewise, but what has a place already keeps it.
    static Design missing(Design design, Drawing drawing, Layout layout) {
        Design all = of(design, drawing, layout);
        Design next = design;
        for (Thing thing : all.things()) {
            if (design.find(thing.id()).flatMap(Thing::frame).isEmpty()) {
                next = next.with(thing);
            }
        }
        return next;
    }

    /// The design with those inside the edges of the containers that they are drawn in.
    static Design inside(Design design, Collection<ThingId> ids) {
        Design next = design;
        for (ThingId id : ids) {
            Optional<Thing> thing = next.find(id);
            Optional<Frame> frame = thing.flatMap(Thing::frame);
            if (frame.isPresent() && thing.flatMap(Thing::within).isPresent()) {
                Frame at = frame.get();
                int right = Math.max(0, FramedLayout.PADDING - at.x());
                int down = Math.max(0, FramedLayout.HEADER - at.y());
                if (right > 0 || down > 0) {
                    next = next.with(thing.get().withFrame(Optional.of(at.movedBy(right, down))));
                }
            }
        }
        return next;
    }

    private static Frame frame(Box box, Box around) {
        return new Frame(
                (int) Math.round(box.x() - around.x()),
                (int) Math.round(box.y() - around.y()),
                (int) Math.round(box.width()),
                (int) Math.round(box.height()));
    }
}
