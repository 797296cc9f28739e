package dev.belay.app.topology;

import dev.belay.app.path.PacketPath;
import dev.belay.app.path.PathHop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Where the hops of a packet path run on a drawing: around all cards that are not on the way.
/// Needs no toolkit.
final class PathLines {

    /// A hop's way, at 100 %.
    ///
    /// @param from id of what it begins at, as it is drawn
    /// @param to id of what it ends at
    /// @param spots bends, ends included
    record Stretch(PathHop hop, String from, String to, List<Spot> spots) {}

    private static final double LANE = 11;

    /// Letters of headers shrink less than the drawing does.
    private static final double LARGER = 1.35;

    private static final double MONO = 7;
    private static final double ICON = 34;
    private static final double BESIDE = 24;

    private final Layout layout;
    private final Map<String, Boolean> containers = new HashMap<>();
    private final LinkRouter router;

    PathLines(Drawing drawing, Layout layout) {
        this.layout = layout;
        List<Box> headers = new ArrayList<>();
        for (Drawing.Container container : drawing.containers()) {
            Box box = layout.boxes().get(container.id());
            if (box != null) {
                containers.put(container.id(), true);
                headers.add(header(container, box));
            }
        }
        List<Box> cards =
                drawing.cards().stream()
                        .map(card -> layout.boxes().get(card.id()))
                        .filter(Objects::nonNull)
                        .toList();
        router = new LinkRouter(cards, headers, LANE);
    }

    /// What is written on a container, about.
    static Box header(Drawing.Container container, Box box) {
        double detail =
                container instanceof Drawing.PlaceContainer place
                        ? MONO * place.detail().length()
                        : 0;
        double width = (ICON + HeaderWidth.textWidth(container.title()) + detail) * LARGER;
        return new Box(
                box.x(), box.y(), Math.min(box.width() - BESIDE, width), ContainerView.HEADER);
    }

    /// The stretches of all hops that are drawn, in their order. A hop by way of a third thing has
    /// two; one that ends where it begins, or whose ends are not drawn, has none.
    ///
    /// @param drawn the id in the drawing of a thing; empty for what is not drawn
    List<Stretch> of(PacketPath path, Function<PathHop, List<String>> drawn) {
        List<Leg> legs = new ArrayList<>();
        for (PathHop hop : path.hops()) {
            List<String> stops =
                    drawn.apply(hop).stream().filter(layout.boxes()::containsKey).toList();
            for (int i = 1; i < stops.size(); i++) {
                legs.add(new Leg(hop, stops.get(i - 1), stops.get(i)));
            }
        }
        List<Stretch> all = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            Optional<Leg> next =
                    i + 1 < legs.size() ? Optional.of(legs.get(i + 1)) : Optional.empty();
            if (next.filter(one -> goesInto(leg, one)).isPresent()) {
                into(leg, next.get(), all);
                i++;
            } else {
                along(leg).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    private record Leg(PathHop hop, String from, String to) {}

    /// Whether the first one ends at a container's edge, and the other goes on inside.
    private boolean goesInto(Leg first, Leg second) {
        return first.to().equals(second.from())
                && containers.containsKey(first.to())
                && layout.box(first.to()).contains(layout.box(second.to()))
                && !layout.box(first.to()).contains(layout.box(first.from()));
    }

    private Optional<Stretch> along(Leg leg) {
        Box from = layout.box(leg.from());
        Box to = layout.box(leg.to());
        return from.contains(to) || to.contains(from)
                ? Optional.empty()
                : Optional.of(new Stretch(leg.hop(), leg.from(), leg.to(), router.route(from, to)));
    }

    /// One line to what is inside, cut at the container's edge.
    private void into(Leg outside, Leg inside, List<Stretch> all) {
        Box edge = layout.box(outside.to());
        List<Spot> whole = router.route(layout.box(outside.from()), layout.box(inside.to()));
        List<Spot> before = new ArrayList<>(List.of(whole.getFirst()));
        List<Spot> after = new ArrayList<>();
        for (int i = 1; i < whole.size(); i++) {
            Spot last = whole.get(i - 1);
            Spot spot = whole.get(i);
            if (after.isEmpty() && holds(edge, spot)) {
                Spot cut = crossing(edge, last, spot);
                before.add(cut);
                after.add(cut);
            }
            (after.isEmpty() ? before : after).add(spot);
        }
        all.add(new Stretch(outside.hop(), outside.from(), outside.to(), List.copyOf(before)));
        if (after.size() > 1) {
            all.add(new Stretch(inside.hop(), inside.from(), inside.to(), List.copyOf(after)));
        }
    }

    private static boolean holds(Box box, Spot spot) {
        return box.contains(new Box(spot.x(), spot.y(), 0, 0));
    }

    /// Where a line from outside comes into a box.
    private static Spot crossing(Box box, Spot outside, Spot inside) {
        double dx = inside.x() - outside.x();
        double dy = inside.y() - outside.y();
        double along = 0;
        if (dx != 0 && (outside.x() < box.x() || outside.x() > box.right())) {
            along = Math.max(along, ((dx > 0 ? box.x() : box.right()) - outside.x()) / dx);
        }
        if (dy != 0 && (outside.y() < box.y() || outside.y() > box.bottom())) {
            along = Math.max(along, ((dy > 0 ? box.y() : box.bottom()) - outside.y()) / dy);
        }
        return new Spot(outside.x() + dx * along, outside.y() + dy * along);
    }
}
