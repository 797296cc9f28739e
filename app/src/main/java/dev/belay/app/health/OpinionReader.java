package dev.belay.app.health;

import dev.belay.app.health.OpinionMatrix.Row;
import dev.belay.app.health.OpinionMatrix.Usual;
import dev.belay.model.status.NodeState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the one sentence that says most about a matrix of opinions: leadership before sights,
/// sights before silence.
final class OpinionReader {

    private OpinionReader() {}

    static Reading read(List<Row> rows, Map<String, Said> newest, Usual most) {
        for (Row row : rows) {
            Said said = row.said();
            if (said != null && row.leadershipDiffers()) {
                return leadership(row, said, newest, most);
            }
        }
        for (Row row : rows) {
            Said said = row.said();
            if (said != null && !row.sightsDiffer().isEmpty()) {
                return sight(row, said, most);
            }
        }
        List<String> missing =
                rows.stream().filter(row -> !row.isKnown()).map(row -> row.member().id()).toList();
        if (!missing.isEmpty()) {
            Said last = newest.get(missing.getFirst());
            return new Reading.Missing(missing, last == null ? -1 : last.ageMillis());
        }
        String coordinator = most.coordinator();
        return coordinator == null
                ? new Reading.NoCoordinator(rows.size())
                : new Reading.Agreement(coordinator, most.term(), rows.size());
    }

    private static Reading leadership(Row row, Said said, Map<String, Said> newest, Usual most) {
        String node = row.member().id();
        List<Said> others =
                newest.values().stream()
                        .filter(other -> !other.node().equals(node) && !other.isStale())
                        .toList();
        List<String> hearers =
                others.stream()
                        .filter(other -> other.hears().contains(node))
                        .map(Said::node)
                        .sorted()
                        .toList();
        long termAge = termAge(others, most);
        if (said.opinion().term() < most.term() && said.ageMillis() > termAge) {
            return new Reading.LateNews(node, said.ageMillis(), most.term(), termAge, hearers);
        }
        if (hearers.isEmpty() && !others.isEmpty()) {
            List<String> deaf = others.stream().map(Said::node).sorted().toList();
            return new Reading.CutOff(node, said.ageMillis(), said.opinion().term(), deaf);
        }
        return new Reading.Dissent(
                node,
                said.ageMillis(),
                said.opinion().coordinator(),
                said.opinion().term(),
                most.coordinator(),
                most.term());
    }

    /// Since the first of the others entered the term.
    private static long termAge(List<Said> others, Usual most) {
        return others.stream()
                .filter(other -> other.opinion().term() == most.term())
                .filter(other -> names(other, most.coordinator()))
                .mapToLong(Said::termAgeMillis)
                .max()
                .orElse(Long.MAX_VALUE);
    }

    private static boolean names(Said said, @Nullable String coordinator) {
        return Objects.equals(said.opinion().coordinator(), coordinator);
    }

    private static Reading sight(Row row, Said said, Usual most) {
        String subject = row.sightsDiffer().getFirst();
        NodeState says = said.sees().getOrDefault(subject, NodeState.UNKNOWN);
        NodeState othersSay = most.sights().getOrDefault(subject, NodeState.UNKNOWN);
        return new Reading.OtherSight(row.member().id(), subject, says, othersSay);
    }
}
