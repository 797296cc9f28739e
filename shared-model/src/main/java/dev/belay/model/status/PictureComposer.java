package dev.belay.model.status;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.belay.model.status.Picture.Disagreement;
import dev.belay.model.status.Picture.Matter;
import dev.belay.model.status.Picture.NodePicture;
import dev.belay.model.status.Picture.Seen;
import dev.belay.model.status.Picture.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts the views of several agents side by side; one instance draws one picture.
final class PictureComposer {

    /// A node's own report as some agent handed it out.
    private record Told(NodeReport report, long ageMillis, String observer) {}

    /// What one node thinks, from its own status or, without a tunnel to it, from its report.
    private record Voice(
            String observer, Opinion opinion, long ageMillis, SortedMap<String, View> views) {}

    /// The youngest status of each observer, by its id.
    private final SortedMap<String, Seen> byObserver = new TreeMap<>();

    /// The newest report of each node, by its id.
    private final Map<String, Told> newestReports = new TreeMap<>();

    PictureComposer(List<Seen> seen) {
        for (Seen one : seen) {
            byObserver.merge(
                    one.status().observer(), one, (a, b) -> a.ageMillis() <= b.ageMillis() ? a : b);
        }
        byObserver.values().forEach(this::collectReports);
    }

    Picture compose() {
        Seen authority = authority();
        Seen newest = byObserver.values().stream().min(comparingLong(Seen::ageMillis)).orElse(null);
        if (newest == null) {
            return new Picture(
                    "", null, -1, null, 0, nobodyCounts(0), List.of(), List.of(), List.of());
        }
        SortedMap<String, Voice> voices = voices();
        ClusterStatus top = authority == null ? newest.status() : authority.status();
        List<NodePicture> nodes = nodes(authority, top, voices);
        if (authority == null) {
            return new Picture(
                    top.name(),
                    null,
                    -1,
                    null,
                    0,
                    nobodyCounts(top.quorum().votersTotal()),
                    List.of(),
                    nodes,
                    List.of());
        }
        return new Picture(
                top.name(),
                top.observer(),
                authority.ageMillis(),
                top.opinion().coordinator(),
                top.opinion().term(),
                top.quorum(),
                disagreement(authority, voices),
                nodes,
                problems(authority, nodes));
    }

    private static Quorum nobodyCounts(int votersTotal) {
        return new Quorum(0, votersTotal, votersTotal == 0 ? 0 : votersTotal / 2 + 1, false);
    }

    private @Nullable Seen authority() {
        Comparator<Seen> best =
                comparing((Seen seen) -> !seen.status().opinion().quorate())
                        .thenComparing(
                                comparingLong((Seen seen) -> seen.status().opinion().term())
                                        .reversed())
                        .thenComparing(seen -> !leads(seen.status()))
                        .thenComparingLong(Seen::ageMillis);
        return byObserver.values().stream().filter(PictureComposer::counts).min(best).orElse(null);
    }

    private static boolean leads(ClusterStatus status) {
        return status.observer().equals(status.opinion().coordinator());
    }

    private static boolean counts(Seen seen) {
        return seen.ageMillis() <= Picture.STALE_MILLIS;
    }

    private void collectReports(Seen seen) {
        for (NodeStatus node : seen.status().nodes()) {
            Fact<NodeReport> fact = node.report();
            if (fact == null) {
                continue;
            }
            Told told =
                    new Told(
                            fact.value(),
                            ageMillis(seen, fact.observedAt()),
                            seen.status().observer());
            newestReports.merge(
                    node.member().id(),
                    told,
                    (a, b) -> {
                        // Of the same report, the one from the node itself is the better witness.
                        if (a.ageMillis() == b.ageMillis()) {
                            return b.observer().equals(node.member().id()) ? b : a;
                        }
                        return a.ageMillis() < b.ageMillis() ? a : b;
                    });
        }
    }

    private static long ageMillis(Seen seen, Instant observedAt) {
        long whenSent = Duration.between(observedAt, seen.status().at()).toMillis();
        return Math.max(0, whenSent) + Math.max(0, seen.ageMillis());
    }

    private SortedMap<String, Voice> voices() {
        SortedMap<String, Voice> voices = new TreeMap<>();
        newestReports.forEach((node, told) -> {
            SortedMap<String, View> views = new TreeMap<>();
            for (PeerSight sight : told.report().peers()) {
                views.put(sight.peer(), new View(node, sight.sees(), told.ageMillis()));
            }
            voices.put(node, new Voice(node, told.report().opinion(), told.ageMillis(), views));
        });
        byObserver.forEach((observer, seen) -> {
            Voice told = voices.get(observer);
            if (told != null
                    && seen.ageMillis() > Picture.FRESH_MILLIS
                    && told.ageMillis() < seen.ageMillis()) {
                // Another agent heard it later than we did: our tunnel is in trouble.
                return;
            }
            SortedMap<String, View> views = new TreeMap<>();
            for (NodeStatus node : seen.status().nodes()) {
                views.put(node.member().id(), new View(observer, node.state(), seen.ageMillis()));
            }
            voices.put(
                    observer,
                    new Voice(observer, seen.status().opinion(), seen.ageMillis(), views));
        });
        return voices;
    }

    private List<NodePicture> nodes(
            @Nullable Seen authority, ClusterStatus top, SortedMap<String, Voice> voices) {
        SortedMap<String, NodeStatus> members = new TreeMap<>();
        if (authority == null) {
            byObserver
                    .values()
                    .forEach(seen -> seen.status().nodes().forEach(node -> add(members, node)));
        }
        top.nodes().forEach(node -> members.put(node.member().id(), node));
        List<NodePicture> nodes = new ArrayList<>();
        members.forEach((id, status) -> nodes.add(node(authority, top, status, voices)));
        return List.copyOf(nodes);
    }

    private static void add(SortedMap<String, NodeStatus> members, NodeStatus node) {
        members.putIfAbsent(node.member().id(), node);
    }

    private NodePicture node(
            @Nullable Seen authority,
            ClusterStatus top,
            NodeStatus status,
            SortedMap<String, Voice> voices) {
        String id = status.member().id();
        Told told = newestReports.get(id);
        List<View> views = new ArrayList<>();
        for (Voice voice : voices.values()) {
            View view = voice.views().get(id);
            if (view != null) {
                views.add(view);
            }
        }
        long age = told == null ? -1 : told.ageMillis();
        NodeState state = status.state();
        String reason = status.reason();
        String reasonCode = status.reasonCode();
        boolean stale = age < 0 || age > Picture.STALE_MILLIS;
        if (authority == null) {
            state = NodeState.UNKNOWN;
            reasonCode = "";
            reason = "no agent was heard for " + seconds(youngestMillis());
        } else if (stale && state != NodeState.FENCED && state != NodeState.UNKNOWN) {
            state = NodeState.UNKNOWN;
            reasonCode = "";
            reason = age < 0 ? "it never reported" : "its last report is " + seconds(age) + " old";
        }
        return new NodePicture(
                status.member(),
                state,
                reason,
                told == null ? null : told.report(),
                age,
                told == null ? top.observer() : told.observer(),
                List.copyOf(views),
                reasonCode,
                reasonCode.isEmpty() ? Map.of() : status.reasonFields());
    }

    private long youngestMillis() {
        return byObserver.values().stream().mapToLong(Seen::ageMillis).min().orElse(0);
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private List<Disagreement> disagreement(Seen authority, SortedMap<String, Voice> voices) {
        ClusterStatus top = authority.status();
        List<Disagreement> found = new ArrayList<>();
        for (Voice voice : voices.values()) {
            if (voice.observer().equals(top.observer())
                    || voice.ageMillis() > Picture.STALE_MILLIS) {
                continue;
            }
            Opinion theirs = voice.opinion();
            Opinion ours = top.opinion();
            if (!Objects.equals(theirs.coordinator(), ours.coordinator())) {
                found.add(
                        differs(
                                voice,
                                Matter.COORDINATOR,
                                "",
                                Objects.requireNonNullElse(theirs.coordinator(), ""),
                                Objects.requireNonNullElse(ours.coordinator(), "")));
            }
            if (theirs.term() != ours.term()) {
                found.add(differs(voice, Matter.TERM, "", theirs.term(), ours.term()));
            }
            if (theirs.quorate() != ours.quorate()) {
                found.add(differs(voice, Matter.QUORUM, "", theirs.quorate(), ours.quorate()));
            }
            for (NodeStatus node : top.nodes()) {
                View view = voice.views().get(node.member().id());
                if (view != null && view.state() != node.state()) {
                    found.add(
                            differs(
                                    voice,
                                    Matter.NODE_STATE,
                                    node.member().id(),
                                    view.state(),
                                    node.state()));
                }
            }
        }
        return List.copyOf(found);
    }

    private static Disagreement differs(
            Voice voice, Matter matter, String subject, Object says, Object authoritySays) {
        return new Disagreement(
                voice.observer(), matter, subject, says.toString(), authoritySays.toString());
    }

    private List<StatusProblem> problems(Seen authority, List<NodePicture> nodes) {
        Map<String, StatusProblem> once = new LinkedHashMap<>();
        authority.status().problems().forEach(problem -> once.put(key(problem), problem));
        byObserver.values().stream()
                .filter(PictureComposer::counts)
                .flatMap(seen -> seen.status().problems().stream())
                .forEach(problem -> once.putIfAbsent(key(problem), problem));
        SeenTogether.problems(nodes).forEach(problem -> once.putIfAbsent(key(problem), problem));
        return once.values().stream()
                .sorted(comparing(StatusProblem::severity).reversed())
                .toList();
    }

    private static String key(StatusProblem problem) {
        return problem.code() + '/' + problem.node();
    }
}
