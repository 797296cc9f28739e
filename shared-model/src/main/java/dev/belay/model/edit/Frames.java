package dev.belay.model.edit;

import dev.belay.model.design.Design;
import dev.belay.model.design.Kinds;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Where things are drawn, and moving them about. Frames are kept from the edge of the container,
/// and are compared from the edge of the canvas.
public final class Frames {

    private Frames() {}

    /// Sides and middles that things can be brought into line by.
    public enum Line {
        LEFT,
        CENTER,
        RIGHT,
        TOP,
        MIDDLE,
        BOTTOM
    }

    /// Which way things are spread.
    public enum Way {
        ACROSS,
        DOWN
    }

    /// From the edge of the canvas; empty where the thing or one of its containers has no place
    /// yet.
    public static Optional<Frame> onCanvas(Design design, Thing thing) {
        Optional<Frame> frame = thing.frame();
        for (Thing container : design.containersOf(thing)) {
            Optional<Frame> around = container.frame();
            if (frame.isEmpty() || around.isEmpty()) {
                return Optional.empty();
            }
            frame = Optional.of(frame.get().movedBy(around.get().x(), around.get().y()));
        }
        return frame;
    }

    /// Moves those; what is drawn in one of them goes along, and is not moved twice.
    public static Design moved(Design design, Collection<ThingId> ids, int right, int down) {
        Design next = design;
        for (Thing thing : outermost(design, ids)) {
            Optional<Frame> frame = thing.frame().map(one -> one.movedBy(right, down));
            next = next.with(thing.withFrame(frame));
        }
        return next;
    }

    /// Those that are in none of the others.
    static List<Thing> outermost(Design design, Collection<ThingId> ids) {
        Set<ThingId> wanted = new HashSet<>(ids);
        return design.things().all().stream()
                .filter(thing -> wanted.contains(thing.id()))
                .filter(thing ->
                        design.containersOf(thing).stream()
                                .noneMatch(container -> wanted.contains(container.id())))
                .toList();
    }

    /// Whether a thing may be drawn in a container; empty stands for the open canvas.
    public static boolean mayBeIn(Design design, Thing thing, Optional<ThingId> container) {
        if (container.isEmpty()) {
            return true;
        }
        Optional<Thing> in = design.find(container.get());
        boolean isItself =
                in.filter(one ->
                                one.id().equals(thing.id())
                                        || design.containersOf(one).stream()
                                                .anyMatch(o -> o.id().equals(thing.id())))
                        .isPresent();
        return !isItself
                && in.filter(one -> Kinds.containersOf(thing.kind()).contains(one.kind()))
                        .isPresent();
    }

    /// Draws a thing in another container, where it is on the canvas already. The same design where
    /// it may not be there.
    public static Design putInto(Design design, ThingId id, Optional<ThingId> container) {
        Optional<Thing> found = design.find(id);
        if (found.isEmpty()
                || found.get().within().equals(container)
                || !mayBeIn(design, found.get(), container)) {
            return design;
        }
        Thing thing = found.get();
        Optional<Frame> around =
                container.flatMap(design::find).flatMap(one -> onCanvas(design, one));
        Optional<Frame> frame =
                onCanvas(design, thing)
                        .map(one ->
                                around.map(edge -> one.movedBy(-edge.x(), -edge.y())).orElse(one))
                        .or(thing::frame);
        return design.with(thing.withWithin(container).withFrame(frame));
    }

    /// Brings those into one line: by the outermost of them, or by the middle of all.
    public static Design aligned(Design design, Collection<ThingId> ids, Line line) {
        List<Placed> placed = placed(design, ids);
        if (placed.size() < 2) {
            return design;
        }
        ToIntFunction<Frame> of = measure(line);
        int to =
                switch (line) {
                    case LEFT, TOP -> least(placed, of);
                    case RIGHT, BOTTOM -> most(placed, of);
                    case CENTER -> (least(placed, Frame::x) + most(placed, Frames::right)) / 2;
                    case MIDDLE -> (least(placed, Frame::y) + most(placed, Frames::bottom)) / 2;
                };
        boolean isAcross = line == Line.LEFT || line == Line.CENTER || line == Line.RIGHT;
        Design next = design;
        for (Placed one : placed) {
            int by = to - of.applyAsInt(one.onCanvas());
            next = shifted(next, one, isAcross ? by : 0, isAcross ? 0 : by);
        }
        return next;
    }

    /// Spreads those so that the gaps between them are equal; the two outermost stay.
    public static Design spread(Design design, Collection<ThingId> ids, Way way) {
        List<Placed> placed = new ArrayList<>(placed(design, ids));
        if (placed.size() < 3) {
            return design;
        }
        boolean isAcross = way == Way.ACROSS;
        ToIntFunction<Frame> begin = isAcross ? Frame::x : Frame::y;
        ToIntFunction<Frame> length = isAcross ? Frame::width : Frame::height;
        placed.sort(
                Comparator.comparingInt((Placed one) -> begin.applyAsInt(one.onCanvas()))
                        .thenComparing(one -> one.thing().id()));
        int from = begin.applyAsInt(placed.getFirst().onCanvas());
        Frame last = placed.getLast().onCanvas();
        int span = begin.applyAsInt(last) + length.applyAsInt(last) - from;
        int filled = placed.stream().mapToInt(one -> length.applyAsInt(one.onCanvas())).sum();
        double gap = (span - filled) / (double) (placed.size() - 1);
        Design next = design;
        double at = from;
        for (Placed one : placed) {
            int by = (int) Math.round(at) - begin.applyAsInt(one.onCanvas());
            next = shifted(next, one, isAcross ? by : 0, isAcross ? 0 : by);
            at += length.applyAsInt(one.onCanvas()) + gap;
        }
        return next;
    }

    private record Placed(Thing thing, Frame onCanvas) {}

    private static List<Placed> placed(Design design, Collection<ThingId> ids) {
        List<Placed> placed = new ArrayList<>();
        for (Thing thing : outermost(design, ids)) {
            onCanvas(design, thing).ifPresent(frame -> placed.add(new Placed(thing, frame)));
        }
        return placed;
    }

    private static Design shifted(Design design, Placed one, int right, int down) {
        if (right == 0 && down == 0) {
            return design;
        }
        Thing thing = one.thing();
        return design.with(thing.withFrame(thing.frame().map(f -> f.movedBy(right, down))));
    }

    private static ToIntFunction<Frame> measure(Line line) {
        return switch (line) {
            case LEFT -> Frame::x;
            case CENTER -> frame -> frame.x() + frame.width() / 2;
            case RIGHT -> Frames::right;
            case TOP -> Frame::y;
            case MIDDLE -> frame -> frame.y() + frame.height() / 2;
            case BOTTOM -> Frames::bottom;
        };
    }

    private static int right(Frame frame) {
        return frame.x() + frame.width();
    }

    private static int bottom(Frame frame) {
        return frame.y() + frame.height();
    }

    private static int least(List<Placed> placed, ToIntFunction<Frame> of) {
        return placed.stream().mapToInt(one -> of.applyAsInt(one.onCanvas())).min().orElse(0);
    }

    private static int most(List<Placed> placed, ToIntFunction<Frame> of) {
        return placed.stream().mapToInt(one -> of.applyAsInt(one.onCanvas())).max().orElse(0);
    }
}
