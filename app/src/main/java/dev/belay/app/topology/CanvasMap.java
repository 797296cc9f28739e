package dev.belay.app.topology;

import dev.belay.app.editor.EditorModel;
import dev.belay.model.design.Design;
import dev.belay.model.edit.Frames;
import dev.belay.model.edit.PaletteEntry;
import dev.belay.model.edit.Wiring;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is where on the canvas while the design is edited, and what may go where.
final class CanvasMap {

    private static final int GAP = 16;
    private static final int TRIES = 200;

    private final TopologyModel model;
    private final EditorModel editor;

    CanvasMap(TopologyModel model, EditorModel editor) {
        this.model = model;
        this.editor = editor;
    }

    Optional<Design> design() {
        return Optional.ofNullable(editor.designProperty().get());
    }

    Set<String> ends(String from) {
        Set<String> legal = new HashSet<>();
        design().ifPresent(now ->
                idOf(from)
                        .ifPresent(
                                id -> Wiring.ends(now, id).forEach(one -> legal.add(one.text()))));
        return legal;
    }

    Map<String, Box> boxes(Collection<String> ids) {
        Map<String, Box> boxes = new HashMap<>();
        for (String id : ids) {
            Box box = model.placedLayout().boxes().get(id);
            if (box != null) {
                boxes.put(id, box);
            }
        }
        return boxes;
    }

    /// What is on screen and is not moved.
    List<Box> beside(Set<String> moved, Box around) {
        Box near = model.visible();
        List<Box> boxes = new ArrayList<>();
        model.placedLayout()
                .boxes()
                .forEach((id, box) -> {
                    boolean isAround = box.contains(around);
                    if (!moved.contains(id) && !isAround && box.intersects(near)) {
                        boxes.add(box);
                    }
                });
        return boxes;
    }

    String containerFor(PaletteEntry entry, Spot at) {
        return design().map(
                        now -> {
                            Thing probe = entry.fresh(now, Optional.empty(), 0, 0);
                            return containerAt(
                                    at,
                                    id -> idOf(id).filter(in -> may(now, probe, in)).isPresent());
                        })
                .orElse("");
    }

    private static boolean may(Design design, Thing thing, ThingId container) {
        return Frames.mayBeIn(design, thing, Optional.of(container));
    }

    /// What is selected, or what it is in: the innermost that may hold it.
    static Optional<ThingId> holder(Design design, ThingId selected, Thing fresh) {
        Optional<Thing> thing = design.find(selected);
        if (thing.isEmpty()) {
            return Optional.empty();
        }
        List<Thing> chain = new ArrayList<>();
        chain.add(thing.get());
        chain.addAll(design.containersOf(thing.get()));
        return chain.stream().map(Thing::id).filter(id -> may(design, fresh, id)).findFirst();
    }

    Spot free(Box room, String container) {
        double y = room.y() + FramedLayout.HEADER;
        for (Box box : inner(container)) {
            y = Math.max(y, box.bottom() + GAP);
        }
        return new Spot(room.x() + FramedLayout.PADDING, Snap.onGrid(y));
    }

    private List<Box> inner(String container) {
        Drawing drawing = model.drawingProperty().get();
        List<Box> boxes = new ArrayList<>();
        drawing.cards().stream()
                .filter(one -> one.parent().equals(container))
                .forEach(one -> boxes.add(model.placedLayout().box(one.id())));
        drawing.containers().stream()
                .filter(one -> one.parent().equals(container))
                .forEach(one -> boxes.add(model.placedLayout().box(one.id())));
        return boxes;
    }

    Spot freeOnCanvas(Spot middle) {
        Spot at = new Spot(Snap.onGrid(middle.x() - 96), Snap.onGrid(middle.y() - 36));
        List<Box> taken = List.copyOf(model.placedLayout().boxes().values());
        for (int tries = 0; tries < TRIES; tries++) {
            Box wanted = new Box(at.x(), at.y(), 192, 72);
            Optional<Box> inTheWay =
                    taken.stream().filter(one -> one.intersects(wanted)).findFirst();
            if (inTheWay.isEmpty()) {
                return at;
            }
            at = new Spot(at.x(), Snap.onGrid(inTheWay.get().bottom() + GAP));
        }
        return at;
    }

    /// The innermost container there that passes; empty for the open canvas.
    String containerAt(Spot at, Predicate<String> may) {
        Layout layout = model.placedLayout();
        Box point = new Box(at.x(), at.y(), 0, 0);
        return model.drawingProperty().get().containers().reversed().stream()
                .map(Drawing.Container::id)
                .filter(id -> layout.box(id).contains(point) && layout.box(id).width() > 0)
                .filter(may)
                .findFirst()
                .orElse("");
    }

    boolean mayHold(String container, Set<ThingId> things) {
        return design().filter(now ->
                        idOf(container)
                                .filter(in ->
                                        outermost(things).stream()
                                                .flatMap(one -> idOf(one).stream())
                                                .flatMap(one -> now.find(one).stream())
                                                .allMatch(one -> may(now, one, in)))
                                .isPresent())
                .isPresent();
    }

    /// The card there, or the innermost container, among those.
    String thingAt(Spot at, Set<String> among) {
        Layout layout = model.placedLayout();
        Box point = new Box(at.x(), at.y(), 0, 0);
        Optional<String> card =
                model.drawingProperty().get().cards().stream()
                        .map(Drawing.Card::id)
                        .filter(among::contains)
                        .filter(id -> layout.box(id).contains(point))
                        .findFirst();
        return card.orElseGet(() -> containerAt(at, among::contains));
    }

    /// Drawing ids of those that are in none of the others.
    List<String> outermost(Set<ThingId> ids) {
        List<String> outer = new ArrayList<>();
        design().ifPresent(now -> {
            for (ThingId id : ids) {
                boolean isInner =
                        now.find(id).stream()
                                .flatMap(one -> now.containersOf(one).stream())
                                .anyMatch(one -> ids.contains(one.id()));
                if (now.find(id).isPresent() && !isInner) {
                    outer.add(id.text());
                }
            }
        });
        return outer;
    }

    Set<String> withInner(Set<ThingId> ids) {
        Set<String> all = new HashSet<>();
        design().ifPresent(now -> {
            for (Thing thing : now.things()) {
                boolean isMoved =
                        ids.contains(thing.id())
                                || now.containersOf(thing).stream()
                                        .anyMatch(one -> ids.contains(one.id()));
                if (isMoved) {
                    all.add(thing.id().text());
                }
            }
        });
        return all;
    }

    static Optional<ThingId> idOf(@Nullable String drawn) {
        return drawn == null || drawn.isEmpty() ? Optional.empty() : ThingId.parse(drawn).good();
    }
}
