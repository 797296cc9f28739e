package dev.belay.app.topology;

import dev.belay.app.overlay.OverlayModel;
import dev.belay.app.overlay.OverlayPanel.Focus;
import dev.belay.app.overlay.OverlayWords;
import dev.belay.app.overlay.Sight;
import dev.belay.app.overlay.Vital;
import dev.belay.app.ui.Language;
import dev.belay.model.design.Design;
import dev.belay.model.plan.Difference;
import dev.belay.model.thing.Thing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Group;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// Lays the live cluster and the plan over the drawing. What is out of view costs nothing but a
/// look into a map.
final class OverlayPaint {

    /// Out of what it was found which parts are hatched.
    private record Recalled(
            Drawing drawing,
            Optional<Design> design,
            Optional<Design> inForce,
            List<Difference> differences) {}

    /// The looked-up colour of what is planned.
    static final String PLAN_COLOUR = "-belay-plan-emphasis";

    private final TopologyModel topology;
    private final OverlayModel model;
    private final OverlayWords words;
    private final Ghosts ghosts;
    private final Group strips = group();
    private final Group tags = group();
    private final Group layer = new Group(strips, tags);
    private final Map<String, CardOverlay> overlays = new HashMap<>();
    private final Set<String> painted = new HashSet<>();
    private Map<String, Thing> things = Map.of();
    private @Nullable Recalled recalled;
    private Map<String, Difference> hatched = Map.of();
    private long saidAt = -1;
    private @Nullable Language saidIn;

    OverlayPaint(TopologyModel topology, OverlayModel model, OverlayWords words) {
        this.topology = topology;
        this.model = model;
        this.words = words;
        this.ghosts = new Ghosts(model, words);
        layer.setManaged(false);
        layer.setAutoSizeChildren(false);
    }

    /// A tag is never behind the strip of another card.
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

    /// Below the cards.
    Group ghosts() {
        return ghosts.layer();
    }

    void paint(Drawing drawing, Layout layout, double zoom, WhatIfPaint.Parts parts) {
        Optional<Sight.Seen> seen = seen();
        recall(drawing, seen);
        Set<String> gone = new HashSet<>(painted);
        gone.removeAll(hatched.keySet());
        gone.forEach(id -> hatch(parts.of(id), false));
        painted.clear();
        painted.addAll(hatched.keySet());
        hatched.keySet().forEach(id -> hatch(parts.of(id), true));
        boolean isNews =
                saidAt != model.changesProperty().get() || saidIn != words.texts().language();
        saidAt = model.changesProperty().get();
        saidIn = words.texts().language();
        Set<String> wanted = new HashSet<>();
        if (seen.isPresent()) {
            for (Drawing.Card card : drawing.cards()) {
                lay(card.id(), card, layout, zoom, parts, isNews, wanted);
            }
            for (Drawing.Container container : drawing.containers()) {
                lay(container.id(), null, layout, zoom, parts, isNews, wanted);
            }
        }
        dropOthers(wanted);
        Strips below = new Strips();
        overlays.values().forEach(one -> one.addTo(below));
        overlays.values().forEach(one -> one.clear(below));
        if (seen.isPresent() && topology.modeProperty().get() == Mode.DESIGN) {
            ghosts.paint(seen.get(), drawing, layout, zoom);
        } else {
            ghosts.clear();
        }
    }

    private Optional<Sight.Seen> seen() {
        return topology.modeProperty().get() == Mode.WHAT_IF ? Optional.empty() : model.seen();
    }

    private void dropOthers(Set<String> wanted) {
        overlays.entrySet()
                .removeIf(entry -> {
                    boolean isGone = !wanted.contains(entry.getKey());
                    if (isGone) {
                        strips.getChildren().remove(entry.getValue().strip());
                        tags.getChildren().removeAll(entry.getValue().tags());
                    }
                    return isGone;
                });
    }

    private static void hatch(@Nullable Node part, boolean isHatched) {
        if (part != null) {
            part.pseudoClassStateChanged(Pseudo.PLANNED, isHatched);
        }
    }

    private void lay(
            String id,
            Drawing.@Nullable Card card,
            Layout layout,
            double zoom,
            WhatIfPaint.Parts parts,
            boolean isNews,
            Set<String> wanted) {
        Box box = layout.boxes().get(id);
        Thing thing = things.get(id);
        if (box == null || parts.of(id) == null) {
            return;
        }
        CardOverlay overlay = overlays.get(id);
        if (overlay == null || isNews) {
            Optional<CardOverlay.Said> said = said(id, card, thing);
            if (said.isEmpty()) {
                return;
            }
            if (overlay == null) {
                overlay = new CardOverlay(id, () -> showStep(id));
                overlays.put(id, overlay);
                strips.getChildren().add(overlay.strip());
                tags.getChildren().addAll(overlay.tags());
            }
            overlay.say(said.get());
        }
        wanted.add(id);
        overlay.place(card == null ? box : NodeCardView.shownBox(box, zoom), zoom);
    }

    private Optional<CardOverlay.Said> said(
            String id, Drawing.@Nullable Card card, @Nullable Thing thing) {
        Optional<Difference> difference = Optional.ofNullable(hatched.get(id));
        Optional<Vital> vital =
                card == null || thing == null ? Optional.empty() : model.vital(thing);
        boolean isStateTold = card instanceof Drawing.NodeCard;
        String strip = vital.map(one -> words.strip(one, isStateTold)).orElse("");
        var drifts = model.drifts(subject(id));
        if (difference.isEmpty() && strip.isEmpty() && drifts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new CardOverlay.Said(
                        strip,
                        vital,
                        difference,
                        difference.map(words::tag).orElse(""),
                        difference.map(words::spoken).orElse(""),
                        words.texts().get("tag.drift"),
                        words.sentences(drifts)));
    }

    /// The id in the design, or of a member that is not in it.
    private String subject(String id) {
        Thing thing = things.get(id);
        return thing == null ? id : thing.id().toString();
    }

    /// Finds out anew what is hatched, but only after an edit or another plan: this is asked for
    /// each frame of a zoom.
    private void recall(Drawing drawing, Optional<Sight.Seen> seen) {
        Design design = topology.editor().designProperty().get();
        Recalled now =
                new Recalled(
                        drawing,
                        Optional.ofNullable(design),
                        seen.map(Sight.Seen::inForce),
                        seen.map(Sight.Seen::differences).orElse(List.of()));
        if (now.equals(recalled)) {
            return;
        }
        recalled = now;
        saidAt = -1;
        things = design == null ? Map.of() : FramedLayout.things(drawing, design);
        hatched =
                design == null || seen.isEmpty()
                        ? Map.of()
                        : Hatches.of(
                                model,
                                things,
                                drawing,
                                design,
                                ghosts.before(seen.get().inForce()));
    }

    /// What colour a card is painted in where it is too far away to be shown; empty for none.
    String colour(String id) {
        return hatched.containsKey(id) ? PLAN_COLOUR : "";
    }

    /// What there is to say of what is selected.
    Focus focus() {
        Set<String> ids = topology.ringedProperty().get();
        if (ids.size() != 1) {
            return Focus.WHOLE;
        }
        String id = ids.iterator().next();
        Optional<Thing> thing = Optional.ofNullable(things.get(id));
        Optional<Difference> own =
                thing.flatMap(one -> model.difference(one.id()))
                        .or(() -> Optional.ofNullable(hatched.get(id)));
        return new Focus(subject(id), thing, own.stream().toList());
    }

    /// What is said of a card beside its own sentence; empty for nothing.
    String said(String id) {
        Stream<String> live =
                Optional.ofNullable(things.get(id)).flatMap(model::vital).stream()
                        .map(one -> words.strip(one, false));
        Stream<String> plan = Stream.ofNullable(hatched.get(id)).map(words::sentence);
        Stream<String> drift = model.drifts(subject(id)).stream().map(words::sentence);
        return String.join(" ", Stream.of(live, plan, drift).flatMap(one -> one).toList());
    }

    /// Shows the step of the plan for what is drawn here.
    boolean showStep(String id) {
        Optional<Difference> one = Optional.ofNullable(hatched.get(id));
        one.ifPresent(model::showStep);
        return one.isPresent();
    }

    /// Shows the step for what is selected.
    boolean showStep() {
        List<Difference> all = focus().differences();
        all.stream().findFirst().ifPresent(model::showStep);
        return !all.isEmpty();
    }
}
