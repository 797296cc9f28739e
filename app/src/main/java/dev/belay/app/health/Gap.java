package dev.belay.app.health;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A stretch of time from which some nodes have no data at all.
///
/// @param from last moment with data, or the begin of the window
/// @param to first moment with data again, or the end of the window
/// @param nodes names of the nodes without data
record Gap(long from, long to, List<String> nodes) {

    /// The gaps of one node inside a window.
    ///
    /// @param presence points where the node was heard
    /// @param now up to when data could have come
    static List<Gap> of(String node, Points presence, TimeWindow window, long now) {
        List<Gap> gaps = new ArrayList<>();
        List<String> nodes = List.of(node);
        long end = Math.min(window.to(), now);
        int size = presence.size();
        int last = -1;
        for (int index = presence.firstFrom(window.from()) - 1; index >= 0; index--) {
            if (!Double.isNaN(presence.mean(index))) {
                last = index;
                break;
            }
        }
        for (int index = Math.max(0, last + 1); index < size; index++) {
            if (Double.isNaN(presence.mean(index)) || presence.at(index) < window.from()) {
                continue;
            }
            long at = presence.at(index);
            boolean joined = last == index - 1 && last >= 0 && presence.continues(index);
            if (!joined) {
                long since = last < 0 ? window.from() : presence.at(last);
                add(gaps, since, Math.min(at, end), presence.patienceMillis(), nodes, window);
            }
            last = index;
            if (at > window.to()) {
                return gaps;
            }
        }
        long since = last < 0 ? window.from() : presence.at(last);
        add(gaps, since, end, presence.patienceMillis(), nodes, window);
        return gaps;
    }

    /// Gaps of several nodes laid over each other: each moment belongs to one gap that names all
    /// nodes without data then.
    static List<Gap> overlay(List<Gap> gaps) {
        TreeSet<Long> edges = new TreeSet<>();
        for (Gap gap : gaps) {
            edges.add(gap.from);
            edges.add(gap.to);
        }
        List<Gap> result = new ArrayList<>();
        Long begin = null;
        for (Long edge : edges) {
            if (begin != null) {
                appendSpan(result, gaps, begin, edge);
            }
            begin = edge;
        }
        return result;
    }

    private static void appendSpan(List<Gap> result, List<Gap> gaps, long from, long to) {
        List<String> nodes =
                gaps.stream()
                        .filter(gap -> gap.from < to && gap.to > from)
                        .flatMap(gap -> gap.nodes.stream())
                        .distinct()
                        .toList();
        if (nodes.isEmpty()) {
            return;
        }
        if (!result.isEmpty()) {
            Gap last = result.getLast();
            if (last.to == from && last.nodes.equals(nodes)) {
                result.set(result.size() - 1, new Gap(last.from, to, nodes));
                return;
            }
        }
        result.add(new Gap(from, to, nodes));
    }

    private static void add(
            List<Gap> gaps,
            long from,
            long to,
            long patienceMillis,
            List<String> nodes,
            TimeWindow window) {
        if (to - from > patienceMillis) {
            long begin = Math.max(from, window.from());
            if (to > begin) {
                gaps.add(new Gap(begin, to, nodes));
            }
        }
    }
}
