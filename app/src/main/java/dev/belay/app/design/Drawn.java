package dev.belay.app.design;

import dev.belay.model.design.Design;
import dev.belay.model.diff.DesignMerge;
import dev.belay.model.diff.Item;
import dev.belay.model.diff.Merging;
import dev.belay.model.diff.Preference;
import dev.belay.model.node.Node;
import dev.belay.model.plan.Blend;
import dev.belay.model.shape.References;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How a drawing and the design in force of its cluster go together.
public final class Drawn {
    private static final int WIDTH = 192;
    private static final int HEIGHT = 72;
    private static final int GAP = 24;

    private Drawn() {}

    /// Whether a drawing is one of the cluster with this design in force: it has the cluster's id,
    /// and draws one of its nodes, unless it draws none. Drawings that were just begun all have the
    /// same id.
    public static boolean belongs(Design drawing, Design inForce) {
        if (!drawing.cluster().id().equals(inForce.cluster().id())) {
            return false;
        }
        Set<String> there = new HashSet<>();
        inForce.nodes().forEach(node -> names(node, there));
        return drawing.nodes().isEmpty()
                || there.isEmpty()
                || drawing.nodes().stream()
                        .anyMatch(node ->
                                there.contains(node.id().text()) || there.contains(node.name()));
    }

    private static void names(Node node, Set<String> into) {
        into.add(node.id().text());
        into.add(node.name());
    }

    /// The drawing with a change of the design in force, and with all else as it is drawn. Fields
    /// that both changed are as they are in force.
    public static Design with(Design drawing, Design before, Design after) {
        Design fuller = fuller(drawing, before, after);
        Design merged =
                DesignMerge.merge(before, fuller, after, Preference.THEIRS)
                                instanceof Merging.Merged(var design, _)
                        ? design
                        : Blend.of(fuller, after, Blend.differing(before, after));
        return placed(drawing, whole(drawing, where(drawing, merged, before), after));
    }

    /// What was drawn before it was in force stays where it is drawn.
    private static Design where(Design drawing, Design merged, Design before) {
        Design where = merged;
        for (Thing one : drawing.things().all()) {
            Optional<Thing> now =
                    before.find(one.id()).isPresent() ? Optional.empty() : merged.find(one.id());
            if (now.isPresent() && now.get().kind() == one.kind()) {
                where = where.with(now.get().withWithin(one.within()).withFrame(one.frame()));
            }
        }
        return where;
    }

    /// Things of a drawing that are in the way of a change: something of another kind has an id
    /// that the change is about, or refers to.
    static List<String> inTheWay(Design drawing, Design before, Design after) {
        List<String> inTheWay = new ArrayList<>();
        List<Thing> open =
                new ArrayList<>(
                        after.things().all().stream()
                                .filter(one -> !before.find(one.id()).equals(Optional.of(one)))
                                .toList());
        Set<ThingId> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Thing one = open.removeLast();
            if (seen.add(one.id())) {
                drawing.find(one.id())
                        .filter(there -> there.kind() != one.kind())
                        .ifPresent(there -> inTheWay.add(apart(there)));
                drawing.links().stream()
                        .filter(link -> link.id().equals(one.id()))
                        .forEach(link -> inTheWay.add(link.id().text()));
                refers(one).forEach(id -> after.find(id).ifPresent(open::add));
            }
        }
        return inTheWay;
    }

    private static String apart(Thing thing) {
        String id = thing.id().text();
        String name = called(thing);
        return name.equals(id) ? id : name + " (" + id + ")";
    }

    /// What a change and the drawing have each changed in their own way, by name.
    static List<String> otherwise(Design drawing, Design before, Design after) {
        Merging merging =
                DesignMerge.merge(before, fuller(drawing, before, after), after, Preference.NONE);
        return merging instanceof Merging.Conflicting(var conflicts)
                ? conflicts.stream().map(one -> name(one.item(), drawing)).distinct().toList()
                : List.of();
    }

    private static String name(Item item, Design drawing) {
        return Stream.of(item.name(), item.id(), drawing.cluster().name())
                .filter(one -> !one.isBlank())
                .findFirst()
                .orElse(item.kind());
    }

    /// With what a changed thing that is drawn refers to, so that its change does not lead nowhere.
    private static Design fuller(Design drawing, Design before, Design after) {
        Design fuller = drawing;
        for (Thing one : after.things().all()) {
            Optional<Thing> was = before.find(one.id());
            boolean isChanged = was.isPresent() && !was.get().equals(one);
            if (isChanged && drawing.find(one.id()).isPresent()) {
                fuller = bring(fuller, one, after);
            }
        }
        return fuller;
    }

    /// What comes brings along what it refers to.
    private static Design whole(Design drawing, Design merged, Design after) {
        Design whole = merged;
        for (Thing one : merged.things().all()) {
            if (drawing.find(one.id()).isEmpty()) {
                whole = bring(whole, one, after);
            }
        }
        return whole;
    }

    private static Design bring(Design into, Thing first, Design from) {
        Design whole = into;
        List<Thing> open = new ArrayList<>(List.of(first));
        while (!open.isEmpty()) {
            for (ThingId id : refers(open.removeLast())) {
                Optional<Thing> missing =
                        whole.find(id).isPresent() ? Optional.empty() : from.find(id);
                if (missing.isPresent()) {
                    whole = whole.with(missing.get());
                    open.add(missing.get());
                }
            }
        }
        return whole;
    }

    private static List<ThingId> refers(Thing thing) {
        List<ThingId> ids = new ArrayList<>();
        thing.within().ifPresent(ids::add);
        References.of((Record) thing).forEach(one -> ids.add(one.id()));
        return ids;
    }

    /// What is in force and not drawn, by name.
    static List<String> lacking(Design drawing, Design inForce) {
        return inForce.things().all().stream()
                .filter(one ->
                        drawing.find(one.id())
                                .filter(there -> there.kind() == one.kind())
                                .isEmpty())
                .map(Drawn::called)
                .toList();
    }

    static String called(Thing thing) {
        return thing.name().isBlank() ? thing.id().text() : thing.name();
    }

    /// What comes stands in a row below all that is drawn, where that has places of its own.
    static Design placed(Design drawing, Design merged) {
        int left = Integer.MAX_VALUE;
        int below = Integer.MIN_VALUE;
        for (Thing one : drawing.things().all()) {
            Optional<Frame> frame = one.within().isEmpty() ? one.frame() : Optional.empty();
            if (frame.isPresent()) {
                left = Math.min(left, frame.get().x());
                below = Math.max(below, frame.get().y() + frame.get().height());
            }
        }
        if (left == Integer.MAX_VALUE) {
            return merged;
        }
        Design placed = merged;
        int x = left;
        for (Thing one : merged.things().all()) {
            boolean isFresh = drawing.find(one.id()).isEmpty();
            if (isFresh && one.frame().isEmpty() && one.within().isEmpty()) {
                Frame frame = new Frame(x, below + GAP, WIDTH, HEIGHT);
                placed = placed.with(one.withFrame(Optional.of(frame)));
                x += WIDTH + GAP;
            }
        }
        return placed;
    }
}
