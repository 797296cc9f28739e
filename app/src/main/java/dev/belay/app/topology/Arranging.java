package dev.belay.app.topology;

import dev.belay.model.edit.EditName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A layout of some things of a drawing, or of all: what is to be laid out, and where the result
/// goes. Some stay where they are as a whole, with their upper left corner.
///
/// @param outline of what is laid out
/// @param outer ids of the outermost of it; empty for all
record Arranging(Outline outline, Set<String> outer) {

    /// @param selected what is to be laid out, with what is drawn in it; all when it is no more
    ///   than one card
    static Arranging of(Drawing drawing, Set<String> selected) {
        Outline all = drawing.outline();
        Map<String, String> parents = new HashMap<>();
        all.frames().forEach(one -> parents.put(one.id(), one.parent()));
        all.blocks().forEach(one -> parents.put(one.id(), one.parent()));
        Set<String> kept = new HashSet<>();
        Set<String> outer = new HashSet<>();
        for (String id : parents.keySet()) {
            for (String at = id; !at.isEmpty(); at = parents.getOrDefault(at, "")) {
                if (selected.contains(at)) {
                    kept.add(id);
                    outer.add(at);
                }
            }
        }
        outer.removeIf(id -> isInside(id, outer, parents));
        Set<String> around = new HashSet<>();
        outer.forEach(id -> around.add(parents.getOrDefault(id, "")));
        boolean isWhole = kept.size() < 2 || around.size() != 1;
        if (isWhole) {
            return new Arranging(all, Set.of());
        }
        List<Outline.Frame> frames = new ArrayList<>();
        for (Outline.Frame one : all.frames()) {
            if (kept.contains(one.id())) {
                String parent = outer.contains(one.id()) ? "" : one.parent();
                frames.add(new Outline.Frame(one.id(), parent, one.minWidth()));
            }
        }
        List<Outline.Block> blocks = new ArrayList<>();
        for (Outline.Block one : all.blocks()) {
            if (kept.contains(one.id())) {
                String parent = outer.contains(one.id()) ? "" : one.parent();
                blocks.add(new Outline.Block(one.id(), parent, one.width(), one.height()));
            }
        }
        List<Outline.Wire> wires =
                all.wires().stream()
                        .filter(one -> kept.contains(one.from()) && kept.contains(one.to()))
                        .toList();
        return new Arranging(new Outline(frames, blocks, wires), Set.copyOf(outer));
    }

    private static boolean isInside(String id, Set<String> outer, Map<String, String> parents) {
        for (String at = parents.getOrDefault(id, "");
                !at.isEmpty();
                at = parents.getOrDefault(at, "")) {
            if (outer.contains(at)) {
                return true;
            }
        }
        return false;
    }

    boolean isWhole() {
        return outer.isEmpty();
    }

    EditName name() {
        return EditName.of("arrange.many", Integer.toString(outer.size()));
    }

    /// The layout of the drawing with the result in the place of what was there.
    Layout into(Layout placed, Layout result) {
        if (isWhole()) {
            return result;
        }
        Box before = Box.around(outer.stream().map(placed::box).toList());
        Box after = Box.around(outer.stream().map(result::box).toList());
        Map<String, Box> boxes = new HashMap<>(placed.boxes());
        result.boxes()
                .forEach((id, box) ->
                        boxes.put(id, box.moved(before.x() - after.x(), before.y() - after.y())));
        return new Layout(boxes, placed.routes(), placed.bounds());
    }
}
