package dev.belay.app.topology;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.editor.DesignProblems;
import dev.belay.app.editor.EditorModel;
import dev.belay.model.config.ConfigFile;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.network.Link;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Picture;
import dev.belay.model.status.StatusProblem;
import dev.belay.model.value.ThingId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What the topology shows and what one can do there. Confined to the UI thread; needs no toolkit.
final class TopologyModel {

    static final double ZOOM_STEP = 1.25;

    private final ObservableValue<? extends @Nullable LiveCluster> cluster;
    private final EditorModel editor;
    private final ObservableValue<@Nullable Design> design;
    private final BackgroundLayout layouts;

    /// Layouts that a person has asked for; what the drawing does meanwhile does not cancel them.
    private final BackgroundLayout arrangements;

    private final CanvasEdit edit;
    private final DesignProblems designProblems;
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(this, "mode", Mode.LIVE);
    private final ReadOnlyObjectWrapper<Set<String>> ringed =
            new ReadOnlyObjectWrapper<>(this, "ringed", Set.of());

    private final ReadOnlyObjectWrapper<Situation> situation =
            new ReadOnlyObjectWrapper<>(this, "situation", new Situation.NoCluster());
    private final ReadOnlyObjectWrapper<Picture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", Picture.EMPTY);
    private final ReadOnlyObjectWrapper<Drawing> drawing =
            new ReadOnlyObjectWrapper<>(this, "drawing", Drawing.EMPTY);
    private final ReadOnlyObjectWrapper<Layout> layout =
            new ReadOnlyObjectWrapper<>(this, "layout", Layout.EMPTY);
    private final ReadOnlyObjectWrapper<Viewport> viewport =
            new ReadOnlyObjectWrapper<>(this, "viewport", Viewport.START);
    private final ReadOnlyObjectWrapper<Inspection> inspection =
            new ReadOnlyObjectWrapper<>(this, "inspection", new Inspection.Nothing());
    private final ReadOnlyStringWrapper selection =
            new ReadOnlyStringWrapper(this, "selection", "");
    private final BooleanProperty statesShown = new SimpleBooleanProperty(this, "states", true);
    private final BooleanProperty linksShown = new SimpleBooleanProperty(this, "links", false);
    private final BooleanProperty problemsOpen = new SimpleBooleanProperty(this, "open", true);
    private final ObservableList<StatusProblem> problems = FXCollections.observableArrayList();
    private final ObservableList<StatusProblem> problemsReadOnly =
            FXCollections.unmodifiableObservableList(problems);
    private final ListChangeListener<EventRecord> eventsChanged = change -> inspect();

    private Outline outline = Outline.EMPTY;
    private Layout placed = Layout.EMPTY;
    private boolean hadDesign;
    private Subscription feed = Subscription.EMPTY;
    private Subscription tunnels = Subscription.EMPTY;
    private double width;
    private double height;
    private boolean fitted = true;

    /// @param cluster the one that is looked at; null when none is
    /// @param editor of the design that is drawn around the live members, or alone
    /// @param background where layouts are computed
    /// @param ui where everything else happens
    TopologyModel(
            ObservableValue<? extends @Nullable LiveCluster> cluster,
            EditorModel editor,
            Executor background,
            Executor ui) {
        this.cluster = cluster;
        this.editor = editor;
        this.design = editor.designProperty();
        this.layouts = new BackgroundLayout(background, ui);
        this.arrangements = new BackgroundLayout(background, ui);
        this.edit = new CanvasEdit(this, editor);
        this.designProblems = new DesignProblems(design, background, ui);
        layouts.warmUp();
        cluster.subscribe(this::follow);
        linksShown.subscribe(this::redraw);
        design.subscribe(this::redesign);
        editor.selectionProperty().subscribe(ids -> followEditor());
        // An edge that a thing holds as a field is selected on the canvas only.
        editor.configSetProperty().subscribe(set -> set.ifPresent(index -> followEditor()));
        mode.subscribe((before, now) -> switched());
    }

    private void redesign(@Nullable Design opened) {
        boolean isOther = hadDesign != (opened != null) || editor.wasOpened();
        hadDesign = opened != null;
        if (isOther) {
            fitted = true;
            edit.cancel();
            // Without a cluster there is nothing but the design to look at.
            mode.set(opened != null && cluster.getValue() == null ? Mode.DESIGN : Mode.LIVE);
        } else {
            // Who edits has chosen what to look at.
            fitted = false;
        }
        redraw();
        situate();
    }

    private void switched() {
        edit.cancel();
        fitted = true;
        outline = Outline.EMPTY;
        if (mode.get() == Mode.DESIGN) {
            followEditor();
        } else {
            ringed.set(Set.of());
            selection.set("");
        }
        redraw();
        situate();
    }

    /// What the drawing is for; [Mode#DESIGN] only while a design is open.
    ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    /// What hands do to the design.
    CanvasEdit edit() {
        return edit;
    }

    DesignProblems designProblems() {
        return designProblems;
    }

    EditorModel editor() {
        return editor;
    }

    /// Where everything is, without what a hand is in the middle of.
    Layout placedLayout() {
        return placed;
    }

    /// Shows things elsewhere for a moment.
    void preview(Layout shown) {
        layout.set(shown);
    }

    /// Ids of everything that is selected; of one card only, unless the design is edited.
    ReadOnlyObjectProperty<Set<String>> ringedProperty() {
        return ringed.getReadOnlyProperty();
    }

    private void followEditor() {
        if (mode.get() == Mode.DESIGN) {
            Set<String> ids = new LinkedHashSet<>();
            editor.selectionProperty().get().forEach(id -> ids.add(drawnAs(id)));
            ringed.set(Collections.unmodifiableSet(ids));
            selection.set(ids.size() == 1 ? ids.iterator().next() : "");
            inspect();
        }
    }

    /// Links are drawn as wires, which stand for all edges between the same two ends.
    private String drawnAs(ThingId id) {
        Design now = design.getValue();
        return now == null
                ? id.text()
                : now.links().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .map(one -> DesignDrawing.wireId(one.from().text(), one.to().text()))
                        .orElse(id.text());
    }

    /// Selects an edge.
    void selectWire(String id) {
        Design now = design.getValue();
        if (now != null && mode.get() == Mode.DESIGN) {
            Optional<Link> link =
                    now.links().stream()
                            .filter(one ->
                                    DesignDrawing.wireId(one.from().text(), one.to().text())
                                            .equals(id))
                            .findFirst();
            editor.select(link.stream().map(Link::id).toList());
            if (link.isEmpty()) {
                // Kept in a field of a thing: it is selected on the canvas only.
                ringed.set(Set.of(id));
            }
        }
    }

    /// Takes what is selected away: things, or an edge.
    void remove() {
        Optional<Drawing.Wire> wire =
                drawing.get().wires().stream()
                        .filter(one -> ringed.get().contains(one.id()))
                        .findFirst();
        if (mode.get() != Mode.DESIGN) {
            return;
        }
        if (editor.selectionProperty().get().isEmpty() && wire.isPresent()) {
            Optional<ThingId> from = ThingId.parse(wire.get().from()).good();
            Optional<ThingId> to = ThingId.parse(wire.get().to()).good();
            if (from.isPresent() && to.isPresent()) {
                editor.disconnect(from.get(), to.get());
                ringed.set(Set.of());
            }
        } else {
            editor.remove();
        }
    }

    /// Lays the selected things out anew, or all when none is; as one step of the history.
    void arrange() {
        Design now = design.getValue();
        if (now == null || mode.get() != Mode.DESIGN) {
            return;
        }
        Arranging part = Arranging.of(drawing.get(), ringed.get());
        arrangements.arrange(
                part.outline(),
                result -> {
                    if (now.equals(design.getValue())) {
                        EditName name = part.isWhole() ? EditName.of("arrange") : part.name();
                        Layout next = part.into(placed, result);
                        editor.edit(name, before -> Placing.of(before, drawing.get(), next));
                        if (part.isWhole()) {
                            fit();
                        }
                    }
                });
    }

    ReadOnlyObjectProperty<Situation> situationProperty() {
        return situation.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Drawing> drawingProperty() {
        return drawing.getReadOnlyProperty();
    }

    /// Of the drawing; for a moment that of an older one, until the new one is computed.
    ReadOnlyObjectProperty<Layout> layoutProperty() {
        return layout.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Inspection> inspectionProperty() {
        return inspection.getReadOnlyProperty();
    }

    /// Id of the selected card; empty for none.
    ReadOnlyStringProperty selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    BooleanProperty statesShownProperty() {
        return statesShown;
    }

    BooleanProperty linksShownProperty() {
        return linksShown;
    }

    BooleanProperty problemsOpenProperty() {
        return problemsOpen;
    }

    /// Worst first, then by the thing they are about.
    ObservableList<StatusProblem> problems() {
        return problemsReadOnly;
    }

    /// Selects a card by its id; an id that is not drawn selects nothing.
    void select(String id) {
        if (mode.get() == Mode.DESIGN) {
            editor.select(ThingId.parse(id).good().stream().toList());
            if (editor.selectionProperty().get().isEmpty()) {
                ringed.set(Set.of());
            }
            return;
        }
        var known = drawing.get().card(id).isPresent() ? id : "";
        if (!known.equals(selection.get())) {
            selection.set(known);
            ringed.set(known.isEmpty() ? Set.of() : Set.of(known));
            if (linksShown.get()) {
                redraw();
            } else {
                inspect();
            }
        }
    }

    /// Selects a card and brings it on screen; while the canvas has no size yet, all of it will be.
    void jumpTo(String id) {
        select(id);
        if (selection.get().equals(id)) {
            reveal(id);
        }
    }

    /// Brings a card or a container on screen.
    void reveal(String id) {
        var box = layout.get().boxes().get(id);
        if (box != null && width > 0 && height > 0) {
            look(viewport.get().revealing(box, width, height));
        }
    }

    /// Selects the nearest card in that direction, or the first one.
    void selectNext(Neighbours.Way way) {
        Neighbours.next(cardBoxes(), selection.get(), way).ifPresent(this::jumpTo);
    }

    /// Cards whose name, id, address or zone has these letters in it; best first.
    List<Drawing.Card> search(String letters) {
        var wanted = letters.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        return drawing.get().cards().stream()
                .filter(card -> searched(card).contains(wanted))
                .sorted(
                        Comparator.comparing((Drawing.Card card) ->
                                        !card.title().toLowerCase(Locale.ROOT).startsWith(wanted))
                                .thenComparing(Drawing.Card::title))
                .toList();
    }

    /// Indices of config sets whose name or one of whose files has these letters in it, while the
    /// design is edited.
    List<Integer> searchSets(String letters) {
        var wanted = letters.strip().toLowerCase(Locale.ROOT);
        Design now = design.getValue();
        if (wanted.isEmpty() || now == null || mode.get() != Mode.DESIGN) {
            return List.of();
        }
        return IntStream.range(0, now.configSets().size())
                .filter(index -> searched(now.configSets().get(index)).contains(wanted))
                .boxed()
                .toList();
    }

    private static String searched(ConfigSet set) {
        return Stream.concat(Stream.of(set.name()), set.files().stream().map(ConfigFile::path))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
    }

    private static String searched(Drawing.Card card) {
        return switch (card) {
            case Drawing.NodeCard node -> {
                var member = node.node().member();
                yield String.join(
                                "\n",
                                member.name(),
                                member.id(),
                                member.host() + ":" + member.port(),
                                member.zone())
                        .toLowerCase(Locale.ROOT);
            }
            case Drawing.ThingCard thing ->
                    (thing.title() + "\n" + thing.id() + "\n" + String.join("\n", thing.lines()))
                            .toLowerCase(Locale.ROOT);
        };
    }

    /// The canvas has this size now.
    void resized(double newWidth, double newHeight) {
        width = newWidth;
        height = newHeight;
        if (fitted) {
            fit();
        }
    }

    /// All of it on screen, and from now on after every change of layout or size.
    void fit() {
        viewport.set(Viewport.fit(layout.get().bounds(), width, height));
        fitted = true;
    }

    /// Larger, around the middle.
    void zoomIn() {
        zoomAt(viewport.get().zoom() * ZOOM_STEP, width / 2, height / 2);
    }

    /// Smaller, around the middle.
    void zoomOut() {
        zoomAt(viewport.get().zoom() / ZOOM_STEP, width / 2, height / 2);
    }

    /// 100 %, around the middle.
    void zoomToActualSize() {
        zoomAt(1, width / 2, height / 2);
    }

    void toggleLinks() {
        linksShown.set(!linksShown.get());
    }

    void toggleProblems() {
        problemsOpen.set(!problemsOpen.get());
    }

    void zoomAt(double zoom, double screenX, double screenY) {
        look(viewport.get().zoomedAt(zoom, screenX, screenY));
    }

    void pan(double dx, double dy) {
        look(viewport.get().moved(dx, dy));
    }

    /// The drawing moves so that this place of it is in the middle.
    void centerOn(Spot spot) {
        look(viewport.get().centered(new Box(spot.x(), spot.y(), 0, 0), width, height));
    }

    private void look(Viewport next) {
        viewport.set(next);
        fitted = false;
    }

    /// Whether the whole drawing is on screen.
    boolean allVisible() {
        return viewport.get().visible(width, height, 1).contains(layout.get().bounds());
    }

    /// What of the drawing can be seen.
    Box visible() {
        return viewport.get().visible(width, height, 0);
    }

    Map<String, Box> cardBoxes() {
        var boxes = new HashMap<String, Box>();
        for (var card : drawing.get().cards()) {
            var box = layout.get().boxes().get(card.id());
            if (box != null) {
                boxes.put(card.id(), box);
            }
        }
        return boxes;
    }

    private void follow(@Nullable LiveCluster now) {
        feed.unsubscribe();
        feed = Subscription.EMPTY;
        tunnels.unsubscribe();
        tunnels = Subscription.EMPTY;
        if (mode.get() != Mode.DESIGN) {
            selection.set("");
            ringed.set(Set.of());
            fitted = true;
        }
        if (now != null) {
            now.events().addListener(eventsChanged);
            ListChangeListener<LiveNode> nodesChanged = change -> followTunnels(now);
            now.nodes().addListener(nodesChanged);
            followTunnels(now);
            feed =
                    now.pictureProperty()
                            .subscribe(this::show)
                            .and(() -> now.events().removeListener(eventsChanged))
                            .and(() -> now.nodes().removeListener(nodesChanged));
        } else {
            show(Picture.EMPTY);
        }
    }

    private void followTunnels(LiveCluster of) {
        tunnels.unsubscribe();
        tunnels = Subscription.EMPTY;
        for (var node : of.nodes()) {
            tunnels = tunnels.and(node.tunnelProperty().subscribe(tunnel -> situate()));
        }
        situate();
    }

    private void situate() {
        situation.set(
                design.getValue() != null
                        ? new Situation.Shown()
                        : Situation.of(cluster.getValue()));
    }

    private void show(Picture next) {
        picture.set(next);
        problems.setAll(
                next.problems().stream()
                        .sorted(
                                Comparator.comparing(StatusProblem::severity)
                                        .reversed()
                                        .thenComparing(StatusProblem::node)
                                        .thenComparing(StatusProblem::code))
                        .toList());
        // The design alone does not say how its members are.
        if (mode.get() != Mode.DESIGN) {
            redraw();
        }
        situate();
    }

    private void redraw() {
        var opened = design.getValue();
        var next = drawn(opened);
        var framed =
                opened == null || !isAlone()
                        ? Optional.<Layout>empty()
                        : FramedLayout.of(next, opened);
        // The places first: a card is never shown where another one was.
        if (framed.isPresent()) {
            layouts.cancel();
            outline = Outline.EMPTY;
            placed = framed.get();
            drawing.set(next);
            place(placed);
        } else {
            drawing.set(next);
            var wanted = next.outline();
            if (!wanted.equals(outline)) {
                outline = wanted;
                layouts.arrange(wanted, this::place);
            }
        }
        if (mode.get() != Mode.DESIGN && next.card(selection.get()).isEmpty()) {
            selection.set("");
            ringed.set(Set.of());
        }
        inspect();
    }

    /// Whether the design is drawn as it was put: without live members, which need more room.
    private boolean isAlone() {
        return mode.get() == Mode.DESIGN || picture.get().nodes().isEmpty();
    }

    private Drawing drawn(@Nullable Design opened) {
        if (opened == null) {
            return LiveDrawing.of(picture.get(), linksShown.get(), selection.get());
        }
        return mode.get() == Mode.DESIGN
                ? DesignDrawing.of(opened, Picture.EMPTY, false, "")
                : DesignDrawing.of(opened, picture.get(), linksShown.get(), selection.get());
    }

    private void place(Layout next) {
        placed = next;
        layout.set(next);
        if (fitted) {
            fit();
        }
    }

    private void inspect() {
        var now = cluster.getValue();
        List<EventRecord> events = now == null ? List.of() : now.events();
        var selected = drawing.get().card(selection.get());
        inspection.set(
                selected.isPresent() && selected.get() instanceof Drawing.ThingCard thing
                        ? Inspection.of(thing, design.getValue())
                        : Inspection.of(picture.get(), selection.get(), events));
    }
}
