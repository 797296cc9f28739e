package dev.belay.app.topology;

import dev.belay.app.editor.EditorModel;
import dev.belay.app.topology.Gesture.Linking;
import dev.belay.app.topology.Gesture.Moving;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.edit.Frames;
import dev.belay.model.edit.PaletteEntry;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What hands do to the design on the canvas: from the first press to one step of its history.
/// Until a hand lets go nothing is done, and Escape leaves all as it was. Confined to the UI
/// thread; needs no toolkit.
///
/// NONE -press, drag-> MOVING, BAND, LINKING or RESIZING -release-> NONE, with an edit; NONE
/// -take-> PLACING -click-> NONE, with an edit; any -cancel-> NONE.
final class CanvasEdit {

    private static final Gesture NONE = new Gesture.None();

    /// How near another line has to be to come into line with it, at 100 %.
    private static final double REACH = 6;

    private static final int STEP = 8;
    private static final double LEAST_WIDTH = 120;
    private static final double LEAST_HEIGHT = 88;

    /// What is under the pointer.
    sealed interface Hit {

        /// A card, which is moved as a whole.
        record Card(String id) implements Hit {}

        /// The header of a container, which it is moved by.
        record Header(String id) implements Hit {}

        /// The ground of a container.
        record Ground(String id) implements Hit {}

        /// Where edges begin.
        record Port(String id) implements Hit {}

        /// What a container gets another size by.
        record Corner(String id) implements Hit {}

        /// An edge.
        record Wire(String id) implements Hit {}

        /// None of these.
        record Canvas() implements Hit {}
    }

    private final TopologyModel model;
    private final EditorModel editor;
    private final CanvasMap map;
    private final ReadOnlyObjectWrapper<Gesture> gesture =
            new ReadOnlyObjectWrapper<>(this, "gesture", NONE);
    private Hit pressedOn = new Hit.Canvas();
    private Spot pressedAt = new Spot(0, 0);
    private Set<ThingId> selectedBefore = Set.of();
    private boolean isDragged;
    private boolean wasSelected;

    CanvasEdit(TopologyModel model, EditorModel editor) {
        this.model = model;
        this.editor = editor;
        this.map = new CanvasMap(model, editor);
        editor.placedBy(this::placed);
    }

    ReadOnlyObjectProperty<Gesture> gestureProperty() {
        return gesture.getReadOnlyProperty();
    }

    /// Whether the drawing is being edited.
    boolean isOn() {
        return model.modeProperty().get() == Mode.DESIGN && map.design().isPresent();
    }

    /// Things that have no place of their own yet get the one where they are shown.
    private Design placed(Design before) {
        boolean isPlaced = before.things().all().stream().allMatch(one -> one.frame().isPresent());
        return isPlaced
                ? before
                : Placing.missing(before, model.drawingProperty().get(), model.placedLayout());
    }

    /// @param more whether what is selected stays so
    void press(Hit hit, Spot at, boolean more) {
        if (gesture.get() instanceof Gesture.Placing placing) {
            put(placing.entry(), at);
            gesture.set(NONE);
            pressedOn = new Hit.Canvas();
            isDragged = true;
            return;
        }
        if (gesture.get() instanceof Linking) {
            cancel();
        }
        pressedOn = hit;
        pressedAt = at;
        isDragged = false;
        selectedBefore = more ? editor.selectionProperty().get() : Set.of();
        wasSelected = false;
        switch (hit) {
            case Hit.Card(String id) -> pressThing(id, more);
            case Hit.Header(String id) -> pressThing(id, more);
            case Hit.Port _, Hit.Corner _, Hit.Ground _, Hit.Wire _, Hit.Canvas _ -> {}
        }
    }

    private void pressThing(String id, boolean more) {
        Optional<ThingId> thing = CanvasMap.idOf(id);
        wasSelected = thing.filter(editor.selectionProperty().get()::contains).isPresent();
        if (thing.isPresent() && !wasSelected) {
            if (more) {
                editor.toggle(thing.get());
            } else {
                model.select(id);
            }
        }
    }

    /// @param free whether it comes to rest anywhere, not in line or on the grid
    void drag(Spot at, boolean free) {
        if (isDragged && gesture.get().equals(NONE)) {
            return;
        }
        isDragged = true;
        switch (pressedOn) {
            case Hit.Card _, Hit.Header _ -> move(at, free);
            case Hit.Port(String id) -> link(id, at);
            case Hit.Corner(String id) -> resize(id, at, free);
            case Hit.Ground _, Hit.Wire _, Hit.Canvas _ -> band(at);
        }
    }

    /// @param more whether what is selected stays so
    void release(Spot at, boolean more) {
        Gesture ended = gesture.get();
        gesture.set(NONE);
        if (!isDragged) {
            click(more);
            return;
        }
        switch (ended) {
            case Moving moving -> moved(moving);
            case Linking linking -> linked(linking);
            case Gesture.Resizing resizing -> resized(resizing);
            case Gesture.None _, Gesture.Band _, Gesture.Placing _ -> {}
        }
    }

    private void click(boolean more) {
        switch (pressedOn) {
            case Hit.Card(String id) -> clickThing(id, more);
            case Hit.Header(String id) -> clickThing(id, more);
            case Hit.Ground(String id) -> {
                if (more) {
                    CanvasMap.idOf(id).ifPresent(editor::toggle);
                } else {
                    model.select(id);
                }
            }
            case Hit.Port(String id) -> model.select(id);
            case Hit.Corner(String id) -> model.select(id);
            case Hit.Wire(String id) -> model.selectWire(id);
            case Hit.Canvas _ -> {
                if (!more) {
                    model.select("");
                }
            }
        }
    }

    private void clickThing(String id, boolean more) {
        if (wasSelected && more) {
            CanvasMap.idOf(id).ifPresent(editor::toggle);
        } else if (wasSelected) {
            model.select(id);
        }
    }

    /// Leaves off what a hand is in the middle of.
    ///
    /// @return whether there was something
    boolean cancel() {
        boolean wasOn = !gesture.get().equals(NONE);
        gesture.set(NONE);
        isDragged = true;
        model.preview(model.placedLayout());
        if (wasOn && !selectedBefore.isEmpty()) {
            editor.select(selectedBefore);
        }
        return wasOn;
    }

    private void move(Spot at, boolean free) {
        Set<ThingId> selected = editor.selectionProperty().get();
        Set<String> ids = map.withInner(selected);
        if (ids.isEmpty()) {
            return;
        }
        Layout base = model.placedLayout();
        Box around =
                Box.around(map.outermost(selected).stream().map(one -> base.box(one)).toList());
        double dx = at.x() - pressedAt.x();
        double dy = at.y() - pressedAt.y();
        Snap.Way way =
                free
                        ? new Snap.Way(Math.rint(dx), Math.rint(dy), List.of())
                        : Snap.of(around, dx, dy, map.beside(ids, around.moved(dx, dy)), reach());
        String into = map.containerAt(at, id -> map.mayHold(id, selected) && !ids.contains(id));
        gesture.set(new Moving(ids, way.dx(), way.dy(), way.guides(), into));
        model.preview(shifted(base, ids, way.dx(), way.dy()));
    }

    private double reach() {
        return REACH / model.viewportProperty().get().zoom();
    }

    private Layout shifted(Layout base, Set<String> ids, double dx, double dy) {
        Map<String, Box> boxes = new HashMap<>(base.boxes());
        ids.forEach(id -> boxes.computeIfPresent(id, (_, box) -> box.moved(dx, dy)));
        Map<String, List<Spot>> routes = new HashMap<>(base.routes());
        for (Drawing.Wire wire : model.drawingProperty().get().wires()) {
            if (ids.contains(wire.from()) || ids.contains(wire.to())) {
                Box from = boxes.getOrDefault(wire.from(), Box.EMPTY);
                Box to = boxes.getOrDefault(wire.to(), Box.EMPTY);
                routes.put(wire.id(), Elbows.between(from, to));
            }
        }
        return new Layout(boxes, routes, base.bounds());
    }

    private void moved(Moving moving) {
        Set<ThingId> selected = Set.copyOf(editor.selectionProperty().get());
        Optional<ThingId> into = CanvasMap.idOf(moving.into());
        int right = (int) Math.rint(moving.dx());
        int down = (int) Math.rint(moving.dy());
        shift(selected, right, down, Optional.of(into));
    }

    private void shift(
            Set<ThingId> selected, int right, int down, Optional<Optional<ThingId>> into) {
        List<ThingId> outer =
                map.outermost(selected).stream().flatMap(o -> CanvasMap.idOf(o).stream()).toList();
        editor.edit(
                editor.named("move"),
                before -> {
                    Design next = Frames.moved(placed(before), selected, right, down);
                    for (ThingId id : into.isPresent() ? outer : List.<ThingId>of()) {
                        next = Frames.putInto(next, id, into.get());
                    }
                    return Placing.inside(next, outer);
                });
        model.preview(model.placedLayout());
    }

    /// Selects the container that what is selected is in.
    ///
    /// @return whether there is one
    boolean selectAround() {
        Optional<ThingId> around =
                CanvasMap.idOf(model.selectionProperty().get())
                        .flatMap(id -> map.design().flatMap(now -> now.find(id)))
                        .flatMap(Thing::within);
        around.ifPresent(id -> {
            model.select(id.text());
            model.reveal(id.text());
        });
        return around.isPresent();
    }

    /// Moves what is selected by the keyboard.
    ///
    /// @param fine by a pixel, not by a step of the grid
    void nudge(int right, int down, boolean fine) {
        Set<ThingId> selected = Set.copyOf(editor.selectionProperty().get());
        int step = fine ? 1 : STEP;
        if (!selected.isEmpty()) {
            shift(selected, right * step, down * step, Optional.empty());
        }
    }

    private void band(Spot at) {
        Box box =
                new Box(
                        Math.min(at.x(), pressedAt.x()),
                        Math.min(at.y(), pressedAt.y()),
                        Math.abs(at.x() - pressedAt.x()),
                        Math.abs(at.y() - pressedAt.y()));
        gesture.set(new Gesture.Band(box));
        Set<ThingId> inside = new LinkedHashSet<>(selectedBefore);
        model.placedLayout()
                .boxes()
                .forEach((id, one) -> {
                    if (box.contains(one)) {
                        CanvasMap.idOf(id).ifPresent(inside::add);
                    }
                });
        editor.select(inside);
    }

    private void link(String from, Spot at) {
        Set<String> legal =
                gesture.get() instanceof Linking linking && linking.from().equals(from)
                        ? linking.legal()
                        : map.ends(from);
        gesture.set(new Linking(from, at, map.thingAt(at, legal), legal));
    }

    private void linked(Linking linking) {
        Optional<ThingId> from = CanvasMap.idOf(linking.from());
        Optional<ThingId> to = CanvasMap.idOf(linking.over());
        if (from.isPresent() && to.isPresent()) {
            editor.connect(from.get(), to.get());
            editor.select(List.of(from.get()));
        }
    }

    /// Begins an edge at what is selected, to be ended by arrow keys and Enter.
    ///
    /// @return whether there is anything that it may end at
    boolean linkByKeys() {
        String from = model.selectionProperty().get();
        Set<String> legal = from.isEmpty() ? Set.of() : map.ends(from);
        Optional<String> first =
                Neighbours.first(map.boxes(legal)).or(() -> legal.stream().findFirst());
        first.ifPresent(over -> {
            pressedOn = new Hit.Canvas();
            gesture.set(
                    new Linking(
                            from,
                            model.placedLayout().box(over).center(),
                            over,
                            Set.copyOf(legal)));
        });
        return first.isPresent();
    }

    /// Another end for the edge that is being drawn.
    ///
    /// @return whether one is being drawn
    boolean linkTowards(Neighbours.Way way) {
        if (!(gesture.get() instanceof Linking linking)) {
            return false;
        }
        Neighbours.next(map.boxes(linking.legal()), linking.over(), way)
                .ifPresent(over -> {
                    Box box = model.placedLayout().box(over);
                    gesture.set(new Linking(linking.from(), box.center(), over, linking.legal()));
                    model.reveal(over);
                });
        return true;
    }

    /// Ends the edge that is being drawn where it is now.
    ///
    /// @return whether one was being drawn
    boolean linkNow() {
        if (!(gesture.get() instanceof Linking linking)) {
            return false;
        }
        gesture.set(NONE);
        linked(linking);
        return true;
    }

    private void resize(String id, Spot at, boolean free) {
        Box box = model.placedLayout().box(id);
        double right = free ? at.x() : Snap.onGrid(at.x());
        double bottom = free ? at.y() : Snap.onGrid(at.y());
        Box next =
                new Box(
                        box.x(),
                        box.y(),
                        Math.max(LEAST_WIDTH, right - box.x()),
                        Math.max(LEAST_HEIGHT, bottom - box.y()));
        gesture.set(new Gesture.Resizing(id, next));
    }

    private void resized(Gesture.Resizing resizing) {
        CanvasMap.idOf(resizing.id())
                .flatMap(id -> map.design().flatMap(now -> now.find(id)))
                .ifPresent(thing ->
                        editor.edit(
                                EditName.of("resize", EditorModel.labelOf(thing)),
                                before -> resized(placed(before), thing.id(), resizing.box())));
    }

    private static Design resized(Design design, ThingId id, Box box) {
        return design.find(id)
                .map(thing ->
                        design.with(
                                thing.withFrame(
                                        thing.frame()
                                                .map(frame ->
                                                        new Frame(
                                                                frame.x(),
                                                                frame.y(),
                                                                (int) Math.rint(box.width()),
                                                                (int) Math.rint(box.height()))))))
                .orElse(design);
    }

    /// Something of the palette is to be put where the next click is.
    void take(PaletteEntry entry) {
        gesture.set(new Gesture.Placing(entry, false, new Spot(0, 0), ""));
    }

    /// The pointer is there.
    ///
    /// @param shown whether it is over the canvas
    void hover(Spot at, boolean shown) {
        if (gesture.get() instanceof Gesture.Placing placing) {
            String into = shown ? map.containerFor(placing.entry(), at) : "";
            gesture.set(new Gesture.Placing(placing.entry(), shown, at, into));
        }
    }

    /// Puts something new there.
    void put(PaletteEntry entry, Spot at) {
        String into = map.containerFor(entry, at);
        Box around = into.isEmpty() ? Box.EMPTY : model.placedLayout().box(into);
        int x = (int) Math.rint(Snap.onGrid(at.x() - around.x()));
        int y = (int) Math.rint(Snap.onGrid(at.y() - around.y()));
        Optional<ThingId> within = CanvasMap.idOf(into);
        boolean isInside = within.isPresent();
        editor.add(
                entry,
                within,
                isInside ? Math.max(FramedLayout.PADDING, x) : x,
                isInside ? Math.max(FramedLayout.HEADER, y) : y);
    }

    /// Puts something new into what is selected, if it may be there, else in the middle of what is
    /// seen; below what is there already.
    void put(PaletteEntry entry) {
        Optional<Design> now = map.design();
        if (now.isEmpty()) {
            return;
        }
        Thing probe = entry.fresh(now.get(), Optional.empty(), 0, 0);
        Optional<ThingId> into =
                CanvasMap.idOf(model.selectionProperty().get())
                        .flatMap(id -> CanvasMap.holder(now.get(), id, probe));
        Box room = into.map(id -> model.placedLayout().box(id.text())).orElse(model.visible());
        Spot at =
                into.isPresent()
                        ? map.free(room, into.get().text())
                        : map.freeOnCanvas(room.center());
        Box around = into.isPresent() ? room : Box.EMPTY;
        editor.add(
                entry,
                into,
                (int) Math.rint(at.x() - around.x()),
                (int) Math.rint(at.y() - around.y()));
        model.reveal(model.selectionProperty().get());
    }
}
