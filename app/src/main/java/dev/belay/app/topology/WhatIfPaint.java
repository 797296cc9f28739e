package dev.belay.app.topology;

import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.whatif.Sign;
import dev.belay.app.whatif.SweepState;
import dev.belay.app.whatif.WhatIfModel;
import dev.belay.app.whatif.WhatIfWords;
import dev.belay.model.design.Design;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Fault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/// Paints a hypothesis on the drawing: each thing gets pseudo-classes, and a word for those who do
/// not tell colours apart. Knows which thing of the design stands behind which part of the drawing.
final class WhatIfPaint {

    /// Finds what is drawn for an id; null for what is out of view.
    interface Parts {
        javafx.scene.@Nullable Node of(String id);
    }

    private static final double HEIGHT = 18;
    private static final double RIGHT = 8;

    /// Of several signs the first is told in a word.
    private static final List<Sign> TOLD =
            List.of(
                    Sign.DOWN,
                    Sign.LOST,
                    Sign.CUT,
                    Sign.APART,
                    Sign.GAINED,
                    Sign.MOVED,
                    Sign.WEAK,
                    Sign.WEAK_PAIR);

    private final WhatIfModel model;
    private final Texts texts;
    private final Group layer = new Group();
    private final Map<String, Label> words = new HashMap<>();
    private final Set<String> painted = new HashSet<>();

    private Map<String, Set<Sign>> shown = Map.of();
    private Map<String, ThingId> ids = Map.of();
    private @Nullable Drawing idsOf;
    private @Nullable Design idsIn;

    WhatIfPaint(WhatIfModel model, Ui ui) {
        this.model = model;
        this.texts = ui.texts(WhatIfWords.class);
        layer.setManaged(false);
        layer.setAutoSizeChildren(false);
        layer.setMouseTransparent(true);
    }

    /// Above everything else.
    Group layer() {
        return layer;
    }

    /// Paints what is there now; cheap while there is no hypothesis.
    void paint(Drawing drawing, Layout layout, double zoom, Parts parts) {
        var signs = model.activeProperty().get() ? signs(drawing) : Map.<String, Set<Sign>>of();
        shown = signs;
        var gone = new HashSet<>(painted);
        gone.removeAll(signs.keySet());
        gone.forEach(id -> sign(parts.of(id), Set.of()));
        painted.clear();
        painted.addAll(signs.keySet());
        signs.forEach((id, set) -> sign(parts.of(id), set));
        words.keySet()
                .removeIf(id -> {
                    boolean isOver = !signs.containsKey(id);
                    if (isOver) {
                        layer.getChildren().remove(words.get(id));
                    }
                    return isOver;
                });
        signs.forEach((id, set) ->
                tell(id, set, spot(id, drawing.card(id).isPresent(), layout, zoom), zoom));
    }

    private static void sign(javafx.scene.@Nullable Node part, Set<Sign> set) {
        if (part != null) {
            for (var sign : Sign.values()) {
                part.pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(style(sign)), set.contains(sign));
            }
        }
    }

    private static String style(Sign sign) {
        return sign.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Where the word's right end and middle are, on screen.
    private static @Nullable Spot spot(String id, boolean isCard, Layout layout, double zoom) {
        var box = layout.boxes().get(id);
        if (box != null) {
            var shown = isCard ? NodeCardView.shownBox(box, zoom) : box;
            return new Spot((shown.right() - RIGHT / zoom) * zoom, shown.y() * zoom);
        }
        var route = layout.routes().get(id);
        if (route == null || route.size() < 2) {
            return null;
        }
        var middle = route.size() / 2;
        var a = route.get(middle - 1);
        var b = route.get(middle);
        return new Spot((a.x() + b.x()) / 2 * zoom + 16, (a.y() + b.y()) / 2 * zoom);
    }

    private void tell(String id, Set<Sign> set, @Nullable Spot spot, double zoom) {
        var told = TOLD.stream().filter(set::contains).findFirst();
        var label = words.computeIfAbsent(id, this::label);
        boolean isShown =
                told.isPresent() && spot != null && DetailLevel.of(zoom) != DetailLevel.FAR;
        label.setVisible(isShown);
        if (!isShown || spot == null) {
            return;
        }
        label.setText(texts.get("note." + style(told.get())));
        label.getStyleClass().setAll("label", "whatif-sign", "w500", style(told.get()));
        double factor = Math.max(Strokes.LEAST_PILL_SCALE, zoom);
        if (label.getTransforms().getFirst() instanceof Scale scale) {
            scale.setX(factor);
            scale.setY(factor);
        }
        label.applyCss();
        double width = Math.ceil(label.prefWidth(-1));
        label.resizeRelocate(
                Math.rint(spot.x() - width * factor),
                Math.rint(spot.y() - HEIGHT * factor / 2),
                width,
                HEIGHT);
    }

    private Label label(String id) {
        var label = new Label();
        label.setId("sign-" + id);
        label.setManaged(false);
        label.getTransforms().add(new Scale(1, 1, 0, 0));
        layer.getChildren().add(label);
        return label;
    }

    private Map<String, Set<Sign>> signs(Drawing drawing) {
        var byThing = model.signsProperty().get();
        var found = new HashMap<String, Set<Sign>>();
        ids(drawing)
                .forEach((id, thing) -> {
                    var set = byThing.get(thing);
                    if (set != null) {
                        found.put(id, set);
                    }
                });
        if (model.sweepProperty().get() instanceof SweepState.Done done) {
            for (var weak : done.weak()) {
                var sign = weak.isSingle() ? Sign.WEAK : Sign.WEAK_PAIR;
                weak.faults().forEach(fault -> sign(drawing, fault, sign, found));
            }
        }
        model.faultsProperty().get().forEach(fault -> sign(drawing, fault, Sign.CUT, found));
        return found;
    }

    private void sign(Drawing drawing, Fault fault, Sign sign, Map<String, Set<Sign>> found) {
        if (fault instanceof Fault.Cut cut) {
            lines(drawing)
                    .filter(line -> line.fault().isSame(cut))
                    .forEach(line -> found.put(line.id(), Set.of(sign)));
        }
    }

    private record DrawnLine(String id, Fault.Cut fault) {}

    private Stream<DrawnLine> lines(Drawing drawing) {
        var ids = ids(drawing);
        return Stream.concat(
                        drawing.wires().stream()
                                .map(wire -> line(ids, wire.id(), wire.from(), wire.to())),
                        drawing.links().stream()
                                .map(link -> line(ids, link.id(), link.from(), link.to())))
                .flatMap(Optional::stream);
    }

    private static Optional<DrawnLine> line(
            Map<String, ThingId> ids, String id, String from, String to) {
        var a = ids.get(from);
        var b = ids.get(to);
        return a == null || b == null
                ? Optional.empty()
                : Optional.of(new DrawnLine(id, new Fault.Cut(a, b)));
    }

    /// The fault that a part of the drawing stands for; empty for what is in no design.
    Optional<Fault> fault(Drawing drawing, String id) {
        var thing = ids(drawing).get(id);
        return thing != null
                ? Optional.of(new Fault.Down(thing))
                : lines(drawing)
                        .filter(line -> line.id().equals(id))
                        .<Fault>map(DrawnLine::fault)
                        .findFirst();
    }

    /// What of the design the parts of a drawing stand for; found once for both.
    private Map<String, ThingId> ids(Drawing drawing) {
        Design design = model.design();
        if (!drawing.equals(idsOf) || !Objects.equals(design, idsIn)) {
            var found = new HashMap<String, ThingId>();
            if (design != null) {
                FramedLayout.things(drawing, design)
                        .forEach((id, thing) -> found.put(id, thing.id()));
            }
            idsOf = drawing;
            idsIn = design;
            ids = found;
        }
        return ids;
    }

    /// What colour a card is painted in where it is too far away to be shown; empty for none.
    String colour(String id) {
        var set = shown.getOrDefault(id, Set.of());
        if (set.contains(Sign.DOWN) || set.contains(Sign.LOST) || set.contains(Sign.APART)) {
            return "-color-danger-emphasis";
        }
        if (set.contains(Sign.WEAK) || set.contains(Sign.WEAK_PAIR)) {
            return "-color-warning-emphasis";
        }
        return set.contains(Sign.MOVED) || set.contains(Sign.GAINED) ? "-belay-plan-emphasis" : "";
    }
}
