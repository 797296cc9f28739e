package dev.belay.app.topology;

import dev.belay.app.topology.Gesture.Guide;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where something that is dragged comes to rest: in line with an edge or the middle of another
/// thing that is near enough, else on the grid.
final class Snap {

    static final double GRID = 8;

    private Snap() {}

    /// A way, a little longer or shorter than the pointer went.
    record Way(double dx, double dy, List<Guide> guides) {}

    /// @param moved around what is dragged, where it was at first
    /// @param others what it may come into line with
    /// @param reach how near another line has to be
    static Way of(Box moved, double dx, double dy, Collection<Box> others, double reach) {
        Box at = moved.moved(dx, dy);
        Line across = nearest(at, others, true, reach);
        Line down = nearest(at, others, false, reach);
        double right = across == null ? onGrid(at.x()) - moved.x() : dx + across.by();
        double below = down == null ? onGrid(at.y()) - moved.y() : dy + down.by();
        Box end = moved.moved(right, below);
        List<Guide> guides = new ArrayList<>();
        if (across != null) {
            guides.add(guide(across, end, true));
        }
        if (down != null) {
            guides.add(guide(down, end, false));
        }
        return new Way(right, below, List.copyOf(guides));
    }

    static double onGrid(double value) {
        return Math.rint(value / GRID) * GRID;
    }

    private record Line(double at, double by, Box other) {}

    private static @Nullable Line nearest(
            Box at, Collection<Box> others, boolean upright, double reach) {
        Line best = null;
        for (Box other : others) {
            for (double wanted : lines(other, upright)) {
                for (double own : lines(at, upright)) {
                    double by = wanted - own;
                    if (Math.abs(by) <= reach
                            && (best == null || Math.abs(by) < Math.abs(best.by()))) {
                        best = new Line(wanted, by, other);
                    }
                }
            }
        }
        return best;
    }

    private static double[] lines(Box box, boolean upright) {
        return upright
                ? new double[] {box.x(), box.center().x(), box.right()}
                : new double[] {box.y(), box.center().y(), box.bottom()};
    }

    private static Guide guide(Line line, Box end, boolean upright) {
        Box other = line.other();
        return upright
                ? new Guide(
                        true,
                        line.at(),
                        Math.min(end.y(), other.y()),
                        Math.max(end.bottom(), other.bottom()))
                : new Guide(
                        false,
                        line.at(),
                        Math.min(end.x(), other.x()),
                        Math.max(end.right(), other.right()));
    }
}
