package dev.belay.app.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Where the strips below the cards are, so that no tag of the next card covers what one says.
final class Strips {
    private final NavigableMap<Double, List<Box>> byTop = new TreeMap<>();
    private double highest;

    void add(Box strip) {
        byTop.computeIfAbsent(strip.y(), _ -> new ArrayList<>()).add(strip);
        highest = Math.max(highest, strip.height());
    }

    /// How far down a tag has to go to cover none; 0 where it covers none.
    double push(Box tag) {
        return byTop.subMap(tag.y() - highest, true, tag.bottom(), false).values().stream()
                .flatMap(List::stream)
                .filter(tag::intersects)
                .mapToDouble(strip -> strip.bottom() - tag.y())
                .max()
                .orElse(0);
    }
}
