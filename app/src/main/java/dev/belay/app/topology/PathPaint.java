package dev.belay.app.topology;

import dev.belay.app.path.PacketPath;
import dev.belay.app.path.PathHop;
import dev.belay.app.path.PathModel;
import dev.belay.app.path.PathWords;
import dev.belay.app.ui.Language;
import dev.belay.model.design.Design;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Group;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// Lays the packet path over the drawing, and dims what is not on it. While it is switched off it
/// has nothing in the scene and looks at nothing.
final class PathPaint {

    private static final PseudoClass OFF_PATH = PseudoClass.getPseudoClass("off-path");

    /// Half of how wide a line is, for what keeps clear of it.
    private static final double LINE = 8;

    private final TopologyModel topology;
    private final PathModel model;
    private final PathWords words;
    private final Group lines = group();
    private final Group labels = group();
    private final Group layer = new Group(lines, labels);
    private final Map<Integer, PathHopView> views = new HashMap<>();
    private Consumer<PathHop> pressed = hop -> {};
    private @Nullable Routed routed;
    private @Nullable PacketPath said;
    private @Nullable Language saidIn;

    /// What the ways were found for; only edits and other paths have them looked for again.
    private record Routed(
            Drawing drawing,
            Layout layout,
            Design design,
            PacketPath path,
            Map<ThingId, String> ids,
            List<PathLines.Stretch> stretches) {}

    PathPaint(TopologyModel topology, PathModel model, PathWords words) {
        this.topology = topology;
        this.model = model;
        this.words = words;
        layer.setId("packet-path");
        layer.setManaged(false);
        layer.setAutoSizeChildren(false);
    }

    private static Group group() {
        Group group = new Group();
        group.setManaged(false);
        group.setAutoSizeChildren(false);
        return group;
    }

    /// Above the cards.
    Group layer() {
        return layer;
    }

    /// @param press what happens when somebody presses a hop on the canvas
    void setPressed(Consumer<PathHop> press) {
        pressed = press;
    }

    /// Whether there is anything of it in the scene.
    boolean isShown() {
        return said != null;
    }

    void paint(Drawing drawing, Layout layout, double zoom, WhatIfPaint.Parts parts) {
        Design design = topology.editor().designProperty().get();
        Optional<PacketPath> path =
                design == null || topology.modeProperty().get() == Mode.WHAT_IF
                        ? Optional.empty()
                        : model.path();
        if (path.isEmpty() || design == null) {
            clear(drawing, parts);
            return;
        }
        Routed now = route(drawing, layout, design, path.get());
        dim(drawing, now, parts);
        say(path.get());
        Map<PathHop, List<List<Spot>>> ways = new HashMap<>();
        List<Box> taken = taken(drawing, layout, zoom);
        for (PathLines.Stretch one : now.stretches()) {
            List<Spot> spots = onScreen(one, drawing, layout, zoom);
            ways.computeIfAbsent(one.hop(), _ -> new ArrayList<>()).add(spots);
            for (int i = 1; i < spots.size(); i++) {
                taken.add(FarPainter.around(spots.subList(i - 1, i + 1)).grown(LINE));
            }
        }
        PathHopView.Room room = new PathHopView.Room(taken, scaled(topology.visible(), zoom));
        for (PathHop hop : path.get().hops()) {
            PathHopView view = views.get(hop.number());
            if (view != null) {
                view.place(
                        ways.getOrDefault(hop, List.of()),
                        aside(hop, now, drawing, layout, zoom),
                        room,
                        zoom);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a design is another one whenever it changes
    private Routed route(Drawing drawing, Layout layout, Design design, PacketPath path) {
        Routed last = routed;
        if (last != null
                && last.design() == design
                && last.path().equals(path)
                && last.layout().equals(layout)
                && last.drawing().equals(drawing)) {
            return last;
        }
        Map<ThingId, String> ids = new HashMap<>();
        for (Map.Entry<String, Thing> one : FramedLayout.things(drawing, design).entrySet()) {
            ids.put(one.getValue().id(), one.getKey());
        }
        List<PathLines.Stretch> stretches =
                new PathLines(drawing, layout)
                        .of(
                                path,
                                hop ->
                                        hop.stops().stream()
                                                .flatMap(id ->
                                                        Optional.ofNullable(ids.get(id)).stream())
                                                .toList());
        Routed next = new Routed(drawing, layout, design, path, Map.copyOf(ids), stretches);
        routed = next;
        return next;
    }

    private void say(PacketPath path) {
        Language language = words.texts().language();
        if (path.equals(said) && language == saidIn) {
            return;
        }
        said = path;
        saidIn = language;
        Set<Integer> wanted = new HashSet<>();
        for (PathHop hop : path.hops()) {
            wanted.add(hop.number());
            PathHopView view = views.get(hop.number());
            if (view == null) {
                PathHopView made = new PathHopView(hop, () -> press(hop.number()));
                views.put(hop.number(), made);
                lines.getChildren().add(made.lines());
                labels.getChildren().addAll(made.labels());
                view = made;
            }
            view.say(hop, words);
        }
        drop(wanted);
        // What is broken is never covered by a number beside it.
        views.values().stream()
                .filter(one -> one.hop().isBroken())
                .forEach(one -> one.labels().forEach(Node::toFront));
    }

    private void press(int number) {
        PathHopView view = views.get(number);
        if (view != null) {
            pressed.accept(view.hop());
        }
    }

    private void drop(Set<Integer> wanted) {
        views.entrySet()
                .removeIf(entry -> {
                    boolean isGone = !wanted.contains(entry.getKey());
                    if (isGone) {
                        lines.getChildren().remove(entry.getValue().lines());
                        labels.getChildren().removeAll(entry.getValue().labels());
                    }
                    return isGone;
                });
    }

    private void clear(Drawing drawing, WhatIfPaint.Parts parts) {
        if (said == null) {
            return;
        }
        said = null;
        routed = null;
        drop(Set.of());
        drawing.cards().forEach(card -> dim(parts.of(card.id()), false));
        drawing.wires().forEach(wire -> dim(parts.of(wire.id()), false));
    }

    private void dim(Drawing drawing, Routed now, WhatIfPaint.Parts parts) {
        Set<String> on = new HashSet<>();
        now.path()
                .things()
                .forEach(id -> Optional.ofNullable(now.ids().get(id)).ifPresent(on::add));
        drawing.cards().forEach(card -> dim(parts.of(card.id()), !on.contains(card.id())));
        drawing.wires().forEach(wire -> dim(parts.of(wire.id()), true));
    }

    private static void dim(@Nullable Node part, boolean isOff) {
        if (part != null) {
            part.pseudoClassStateChanged(OFF_PATH, isOff);
        }
    }

    /// Cards, and what is written on containers.
    private static List<Box> taken(Drawing drawing, Layout layout, double zoom) {
        List<Box> boxes = new ArrayList<>();
        for (Drawing.Card card : drawing.cards()) {
            Box box = layout.boxes().get(card.id());
            if (box != null) {
                boxes.add(scaled(NodeCardView.shownBox(box, zoom), zoom));
            }
        }
        for (Drawing.Container container : drawing.containers()) {
            Box box = layout.boxes().get(container.id());
            if (box != null) {
                boxes.add(scaled(PathLines.header(container, box), zoom));
            }
        }
        return boxes;
    }

    private static Box scaled(Box box, double zoom) {
        return new Box(box.x() * zoom, box.y() * zoom, box.width() * zoom, box.height() * zoom);
    }

    /// To where the cards are that it joins: far away they fill less than their place.
    private static List<Spot> onScreen(
            PathLines.Stretch stretch, Drawing drawing, Layout layout, double zoom) {
        List<Spot> spots = new ArrayList<>(stretch.spots());
        int last = spots.size() - 1;
        if (drawing.card(stretch.from()).isPresent()) {
            Box shown = NodeCardView.shownBox(layout.box(stretch.from()), zoom);
            spots.set(0, LinkView.atEdge(spots.getFirst(), spots.get(1), shown));
        }
        if (drawing.card(stretch.to()).isPresent()) {
            Box shown = NodeCardView.shownBox(layout.box(stretch.to()), zoom);
            spots.set(last, LinkView.atEdge(spots.get(last), spots.get(last - 1), shown));
        }
        spots.replaceAll(spot -> new Spot(spot.x() * zoom, spot.y() * zoom));
        return spots;
    }

    private static Spot aside(
            PathHop hop, Routed now, Drawing drawing, Layout layout, double zoom) {
        for (ThingId id : hop.stops().reversed()) {
            String drawn = now.ids().get(id);
            Box box = drawn == null ? null : layout.boxes().get(drawn);
            if (drawn != null && box != null) {
                Box shown =
                        drawing.card(drawn).isPresent() ? NodeCardView.shownBox(box, zoom) : box;
                return new Spot(shown.x() * zoom, shown.y() * zoom);
            }
        }
        return new Spot(0, 0);
    }
}
