package dev.belay.app.topology;

import java.util.Map;
import java.util.Optional;

/// Which card an arrow key leads to.
final class Neighbours {

    /// Where an arrow key points.
    enum Way {
        LEFT,
        RIGHT,
        UP,
        DOWN
    }

    private static final double ASIDE_WEIGHT = 2.5;

    private Neighbours() {}

    /// The nearest card in that direction; one that is off to the side counts as farther away. Ties
    /// go to the smaller id, so that the same key always leads to the same card.
    static Optional<String> next(Map<String, Box> cards, String from, Way way) {
        var start = cards.get(from);
        if (start == null) {
            return first(cards);
        }
        String best = null;
        double bestCost = Double.POSITIVE_INFINITY;
        for (var entry : cards.entrySet()) {
            double cost = cost(start.center(), entry.getValue().center(), way);
            boolean closer = cost < bestCost;
            boolean tie = cost == bestCost && best != null && entry.getKey().compareTo(best) < 0;
            if (!entry.getKey().equals(from)
                    && cost < Double.POSITIVE_INFINITY
                    && (closer || tie)) {
                best = entry.getKey();
                bestCost = cost;
            }
        }
        return Optional.ofNullable(best);
    }

    /// The card at the top left.
    static Optional<String> first(Map<String, Box> cards) {
        return cards.entrySet().stream()
                .min((a, b) -> {
                    int byRow = Double.compare(a.getValue().y(), b.getValue().y());
                    int byColumn = Double.compare(a.getValue().x(), b.getValue().x());
                    int byId = a.getKey().compareTo(b.getKey());
                    return byRow != 0 ? byRow : byColumn != 0 ? byColumn : byId;
                })
                .map(Map.Entry::getKey);
    }

    private static double cost(Spot from, Spot to, Way way) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double ahead =
                switch (way) {
                    case LEFT -> -dx;
                    case RIGHT -> dx;
                    case UP -> -dy;
                    case DOWN -> dy;
                };
        double aside =
                switch (way) {
                    case LEFT, RIGHT -> Math.abs(dy);
                    case UP, DOWN -> Math.abs(dx);
                };
        return ahead <= 0.5 ? Double.POSITIVE_INFINITY : ahead + aside * ASIDE_WEIGHT;
    }
}
