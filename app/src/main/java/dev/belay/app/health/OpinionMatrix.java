package dev.belay.app.health;

import dev.belay.model.status.Fact;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who thinks what: a row an observer, side by side and never merged.
///
/// @param members all members that anybody knows, in the order of their ids
/// @param rows one a member, in the same order
/// @param differing cells that differ from what most observers say
/// @param reading what it comes to
record OpinionMatrix(List<Member> members, List<Row> rows, int differing, Reading reading) {

    static final OpinionMatrix EMPTY =
            new OpinionMatrix(List.of(), List.of(), 0, new Reading.Nothing());

    /// One observer.
    ///
    /// @param said its newest word; null when nothing was ever heard of it
    /// @param coordinatorDiffers whether it names another coordinator than most
    /// @param termDiffers whether it is in another term than most
    /// @param sightsDiffer ids of the members that it sees otherwise than most
    /// @param clockMillis its clock minus the coordinator's; null when nobody measured it
    record Row(
            Member member,
            @Nullable Said said,
            boolean coordinatorDiffers,
            boolean termDiffers,
            List<String> sightsDiffer,
            @Nullable Double clockMillis) {

        boolean leadershipDiffers() {
            return coordinatorDiffers || termDiffers;
        }

        int differing() {
            return (coordinatorDiffers ? 1 : 0) + (termDiffers ? 1 : 0) + sightsDiffer.size();
        }

        boolean isKnown() {
            return said != null && !said.isStale();
        }
    }

    /// Lays the opinions side by side.
    ///
    /// @param seen each agent's own view with its age; the order does not matter
    static OpinionMatrix of(List<Picture.Seen> seen) {
        if (seen.isEmpty()) {
            return EMPTY;
        }
        TreeMap<String, Member> members = new TreeMap<>();
        Map<String, Said> newest = new HashMap<>();
        for (Picture.Seen one : seen) {
            keepNewest(newest, Said.directly(one));
            for (NodeStatus node : one.status().nodes()) {
                members.putIfAbsent(node.member().id(), node.member());
                Fact<NodeReport> report = node.report();
                if (report != null && !node.member().id().equals(one.status().observer())) {
                    keepNewest(newest, Said.passedOn(one, node, report));
                }
            }
        }
        List<Member> ordered = List.copyOf(members.values());
        Usual most = Usual.of(ordered, newest);
        List<Row> rows = new ArrayList<>();
        for (Member member : ordered) {
            rows.add(row(member, newest, most, ordered));
        }
        int differing = rows.stream().mapToInt(Row::differing).sum();
        return new OpinionMatrix(
                ordered, List.copyOf(rows), differing, OpinionReader.read(rows, newest, most));
    }

    private static Row row(
            Member member, Map<String, Said> newest, Usual most, List<Member> members) {
        Said said = newest.get(member.id());
        if (said == null || said.isStale()) {
            return new Row(member, said, false, false, List.of(), null);
        }
        List<String> sights = new ArrayList<>();
        for (Member subject : members) {
            NodeState state = said.sees().get(subject.id());
            NodeState usual = most.sights().get(subject.id());
            if (state != null && usual != null && state != usual) {
                sights.add(subject.id());
            }
        }
        return new Row(
                member,
                said,
                !Objects.equals(said.opinion().coordinator(), most.coordinator()),
                said.opinion().term() != most.term(),
                List.copyOf(sights),
                clock(member.id(), said, newest, most.coordinator()));
    }

    private static @Nullable Double clock(
            String node, Said said, Map<String, Said> newest, @Nullable String coordinator) {
        if (coordinator == null) {
            return null;
        }
        if (node.equals(coordinator)) {
            return 0.0;
        }
        Said ofCoordinator = newest.get(coordinator);
        Double measured = ofCoordinator == null ? null : ofCoordinator.clockOffsets().get(node);
        if (measured != null) {
            return measured;
        }
        Double reversed = said.clockOffsets().get(coordinator);
        return reversed == null ? null : Double.valueOf(-reversed);
    }

    /// A word from the node itself wins over an equally old one that was passed on.
    private static void keepNewest(Map<String, Said> newest, Said said) {
        Said known = newest.get(said.node());
        if (known == null
                || said.ageMillis() < known.ageMillis()
                || (said.ageMillis() == known.ageMillis() && said.isDirect())) {
            newest.put(said.node(), said);
        }
    }

    /// What most fresh observers say, column by column: only the measure that cells are ringed by,
    /// never shown as a truth of its own.
    ///
    /// @param coordinator named by most of those who are in the term
    /// @param term most frequent term, the higher of two
    /// @param sights most frequent state of each member; of two the member's own word
    record Usual(@Nullable String coordinator, long term, Map<String, NodeState> sights) {

        static Usual of(List<Member> members, Map<String, Said> newest) {
            List<Said> fresh =
                    newest.values().stream()
                            .filter(said -> !said.isStale())
                            .sorted(Comparator.comparing(Said::node))
                            .toList();
            Map<Long, Integer> terms = new TreeMap<>();
            fresh.forEach(said -> terms.merge(said.opinion().term(), 1, Integer::sum));
            long term = 0;
            int votes = 0;
            for (Map.Entry<Long, Integer> entry : terms.entrySet()) {
                if (entry.getValue() >= votes) {
                    term = entry.getKey();
                    votes = entry.getValue();
                }
            }
            Map<String, NodeState> sights = new HashMap<>();
            for (Member member : members) {
                NodeState usual = usualSight(member.id(), fresh);
                if (usual != null) {
                    sights.put(member.id(), usual);
                }
            }
            return new Usual(coordinator(fresh, term), term, sights);
        }

        private static @Nullable String coordinator(List<Said> fresh, long term) {
            Map<String, Integer> named = new TreeMap<>();
            for (Said said : fresh) {
                String coordinator = said.opinion().coordinator();
                if (said.opinion().term() == term && coordinator != null) {
                    named.merge(coordinator, 1, Integer::sum);
                }
            }
            return named.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(null);
        }

        private static @Nullable NodeState usualSight(String member, List<Said> fresh) {
            Map<NodeState, Integer> counts = new TreeMap<>();
            NodeState own = null;
            for (Said said : fresh) {
                NodeState state = said.sees().get(member);
                if (state == null) {
                    continue;
                }
                counts.merge(state, 1, Integer::sum);
                if (said.node().equals(member)) {
                    own = state;
                }
            }
            int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            if (own != null && Objects.equals(counts.get(own), most)) {
                return own;
            }
            return counts.entrySet().stream()
                    .filter(entry -> entry.getValue() == most)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
    }
}
