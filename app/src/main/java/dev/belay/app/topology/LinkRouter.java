package dev.belay.app.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/// Finds an orthogonal way between two cards that goes around all others.
///
/// The cards stay where the layout put them; a link that was cut a second ago has to find its way
/// between them. The ways that come into question run beside the cards' edges; of those the
/// shortest with the fewest bends is taken (Dijkstra over lanes and directions).
final class LinkRouter {

    private static final double CLEARANCE = 12;
    private static final double LANE = 8;
    private static final double BEND_COST = 48;
    private static final double SHARED_COST = 6;
    private static final double HEADER_COST = 3;
    private static final int MAX_OBSTACLES = 60;

    private final List<Box> obstacles;
    private final List<Box> headers;
    private final double lane;

    /// Ways that are closer lie upon each other.
    private final double apart;

    private final List<List<Spot>> taken = new ArrayList<>();

    /// @param cards what a way may not cross
    /// @param headers what it should not cross, because there is text
    LinkRouter(Collection<Box> cards, List<Box> headers) {
        this(cards, headers, LANE);
    }

    /// @param lane how far apart ways are that run side by side
    LinkRouter(Collection<Box> cards, List<Box> headers, double lane) {
        this.lane = lane;
        this.apart = lane > LANE ? 2 * lane - CLEARANCE / 3 : lane;
        this.obstacles = List.copyOf(cards);
        this.headers = List.copyOf(headers);
    }

    /// The bends from one card's edge to the other's, ends included; a straight line where there
    /// are too many cards to look for a way in time, or no way at all.
    List<Spot> route(Box from, Box to) {
        var route = obstacles.size() > MAX_OBSTACLES ? List.<Spot>of() : new Search(from, to).run();
        if (route.isEmpty()) {
            route = List.of(from.center(), to.center());
        }
        taken.add(route);
        return route;
    }

    private final class Search {
        private final Box from;
        private final Box to;
        private final double[] xs;
        private final double[] ys;
        private final double[] costs;
        private final int[] previous;

        private record Step(int state, double cost) {}

        Search(Box from, Box to) {
            this.from = from;
            this.to = to;
            var columns = new TreeSet<Double>();
            var rows = new TreeSet<Double>();
            double away = CLEARANCE + lane * (taken.size() % 3);
            for (var box : obstacles) {
                columns.add(box.x() - away);
                columns.add(box.right() + away);
                rows.add(box.y() - away);
                rows.add(box.bottom() + away);
            }
            double nudge = lane * (taken.size() % 3 - 1);
            for (var end : List.of(from, to)) {
                columns.add(end.center().x() + 2 * nudge);
                rows.add(end.center().y() + 2 * nudge);
                if (lane > LANE) {
                    // Room to pass beside what is written on headers.
                    columns.add(end.right() - 2 * lane + nudge);
                }
            }
            xs = columns.stream().mapToDouble(Double::doubleValue).toArray();
            ys = rows.stream().mapToDouble(Double::doubleValue).toArray();
            costs = new double[xs.length * ys.length * 2];
            previous = new int[costs.length];
            Arrays.fill(costs, Double.POSITIVE_INFINITY);
            Arrays.fill(previous, -1);
        }

        List<Spot> run() {
            var queue =
                    new PriorityQueue<Step>((a, b) -> {
                        int byCost = Double.compare(a.cost(), b.cost());
                        return byCost != 0 ? byCost : Integer.compare(a.state(), b.state());
                    });
            for (int i = 0; i < costs.length; i++) {
                if (inside(from, spot(i))) {
                    costs[i] = 0;
                    queue.add(new Step(i, 0));
                }
            }
            while (!queue.isEmpty()) {
                var step = queue.remove();
                if (step.cost() > costs[step.state()]) {
                    continue;
                }
                if (inside(to, spot(step.state()))) {
                    return trimmed(path(step.state()));
                }
                expand(step.state(), queue);
            }
            return List.of();
        }

        private void expand(int state, PriorityQueue<Step> queue) {
            int cell = state / 2;
            boolean vertical = state % 2 == 1;
            int column = cell % xs.length;
            int row = cell / xs.length;
            visit(state, column - 1, row, vertical, false, queue);
            visit(state, column + 1, row, vertical, false, queue);
            visit(state, column, row - 1, vertical, true, queue);
            visit(state, column, row + 1, vertical, true, queue);
        }

        private void visit(
                int state,
                int column,
                int row,
                boolean wasVertical,
                boolean vertical,
                PriorityQueue<Step> queue) {
            if (column < 0 || row < 0 || column >= xs.length || row >= ys.length) {
                return;
            }
            int next = (row * xs.length + column) * 2 + (vertical ? 1 : 0);
            var a = spot(state);
            var b = spot(next);
            if (blocked(a, b)) {
                return;
            }
            double cost = costs[state] + a.distance(b);
            if (wasVertical != vertical && !inside(from, a)) {
                cost += BEND_COST;
            }
            cost += sharedWith(a, b) * SHARED_COST + throughHeaders(a, b) * HEADER_COST;
            if (cost < costs[next] - 1e-9) {
                costs[next] = cost;
                previous[next] = state;
                queue.add(new Step(next, cost));
            }
        }

        private Spot spot(int state) {
            int cell = state / 2;
            return new Spot(xs[cell % xs.length], ys[cell / xs.length]);
        }

        private boolean blocked(Spot a, Spot b) {
            var line = line(a, b);
            for (var box : obstacles) {
                if (!box.equals(from) && !box.equals(to)) {
                    if (box.grown(1).intersects(line)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private List<Spot> path(int end) {
            var spots = new ArrayList<Spot>();
            for (int at = end; at >= 0; at = previous[at]) {
                spots.addFirst(spot(at));
            }
            return spots;
        }

        /// Cut at the cards' edges and without the places where nothing bends.
        private List<Spot> trimmed(List<Spot> spots) {
            int first = 0;
            while (first + 1 < spots.size() && inside(from, spots.get(first + 1))) {
                first++;
            }
            int last = first + 1;
            while (last < spots.size() - 1 && !inside(to, spots.get(last))) {
                last++;
            }
            var kept = new ArrayList<Spot>();
            kept.add(edge(from, spots.get(first), spots.get(first + 1)));
            for (int i = first + 1; i < last; i++) {
                kept.add(spots.get(i));
            }
            kept.add(edge(to, spots.get(last), spots.get(last - 1)));
            for (int i = kept.size() - 2; i > 0; i--) {
                if (straight(kept.get(i - 1), kept.get(i), kept.get(i + 1))) {
                    kept.remove(i);
                }
            }
            return List.copyOf(kept);
        }
    }

    private static Box line(Spot a, Spot b) {
        return new Box(
                Math.min(a.x(), b.x()),
                Math.min(a.y(), b.y()),
                Math.abs(a.x() - b.x()),
                Math.abs(a.y() - b.y()));
    }

    /// How much of a line lies on headers.
    private double throughHeaders(Spot a, Spot b) {
        var line = line(a, b);
        double length = 0;
        for (var header : headers) {
            if (header.intersects(line.grown(0.5))) {
                length +=
                        Math.max(
                                Math.min(line.right(), header.right())
                                        - Math.max(line.x(), header.x()),
                                Math.min(line.bottom(), header.bottom())
                                        - Math.max(line.y(), header.y()));
            }
        }
        return length;
    }

    private double sharedWith(Spot a, Spot b) {
        double shared = 0;
        for (var route : taken) {
            for (int i = 1; i < route.size(); i++) {
                shared += overlap(a, b, route.get(i - 1), route.get(i));
            }
        }
        return shared;
    }

    private double overlap(Spot a, Spot b, Spot c, Spot d) {
        boolean horizontal = a.y() == b.y() && c.y() == d.y() && Math.abs(a.y() - c.y()) < apart;
        if (horizontal) {
            return span(a.x(), b.x(), c.x(), d.x());
        }
        boolean vertical = a.x() == b.x() && c.x() == d.x() && Math.abs(a.x() - c.x()) < apart;
        return vertical ? span(a.y(), b.y(), c.y(), d.y()) : 0;
    }

    private static double span(double a, double b, double c, double d) {
        double low = Math.max(Math.min(a, b), Math.min(c, d));
        double high = Math.min(Math.max(a, b), Math.max(c, d));
        return Math.max(0, high - low);
    }

    private static boolean inside(Box box, Spot spot) {
        return spot.x() > box.x()
                && spot.x() < box.right()
                && spot.y() > box.y()
                && spot.y() < box.bottom();
    }

    /// Where the line from inside a box leaves it.
    private static Spot edge(Box box, Spot inner, Spot outer) {
        if (inner.y() == outer.y()) {
            return new Spot(outer.x() > inner.x() ? box.right() : box.x(), inner.y());
        }
        return new Spot(inner.x(), outer.y() > inner.y() ? box.bottom() : box.y());
    }

    private static boolean straight(Spot a, Spot b, Spot c) {
        return (a.x() == b.x() && b.x() == c.x()) || (a.y() == b.y() && b.y() == c.y());
    }
}
