package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fault domains: that the loss of one zone takes neither the quorum nor all services.
final class ZoneChecks {

    private ZoneChecks() {}

    static void check(Design design, Findings findings) {
        if (design.zones().isEmpty()) {
            return;
        }
        votes(design, findings);
        services(design, findings);
    }

    private static void votes(Design design, Findings findings) {
        Map<Zone, List<Node>> byZone = new LinkedHashMap<>();
        design.zones().forEach(zone -> byZone.put(zone, new ArrayList<>()));
        List<Node> elsewhere = new ArrayList<>();
        int total = 0;
        for (Node node : design.nodes()) {
            if (node.votes()) {
                total++;
                design.containerOf(node, Zone.class).map(byZone::get).orElse(elsewhere).add(node);
            }
        }
        if (elsewhere.size() < total) {
            elsewhere.forEach(node ->
                    findings.add(ProblemCode.VOTE_WITHOUT_ZONE, node, Findings.label(node)));
        }
        for (Map.Entry<Zone, List<Node>> entry : byZone.entrySet()) {
            int here = entry.getValue().size();
            if (total >= 3 && total - here < total / 2 + 1) {
                Problem problem =
                        Problem.of(
                                ProblemCode.VOTES_IN_ONE_ZONE,
                                new Place.AtThing(entry.getKey().id(), ""),
                                Integer.toString(here),
                                Integer.toString(total),
                                Findings.label(entry.getKey()));
                findings.add(withMove(problem, entry.getKey(), byZone, total));
            }
        }
    }

    /// A witness is easiest to move, and a zone where one more vote makes no majority is where to.
    private static Problem withMove(
            Problem problem, Zone from, Map<Zone, List<Node>> byZone, int total) {
        Optional<Node> mover =
                byZone.getOrDefault(from, List.of()).stream()
                        .min(
                                Comparator.comparingInt(node ->
                                        node.role() == NodeRole.WITNESS
                                                ? 0
                                                : node.role() == NodeRole.WORKER ? 1 : 2));
        Optional<Zone> target =
                byZone.keySet().stream()
                        .filter(zone -> !zone.equals(from) && zone.within().equals(from.within()))
                        .filter(zone -> total - votes(zone, byZone) - 1 >= total / 2 + 1)
                        .min(Comparator.comparingInt(zone -> votes(zone, byZone)));
        return mover.isEmpty() || target.isEmpty()
                ? problem
                : problem.withFix(
                        new ThingFix.Move(
                                mover.get().id(),
                                Findings.label(mover.get()),
                                target.get().id(),
                                Findings.label(target.get())));
    }

    private static int votes(Zone zone, Map<Zone, List<Node>> byZone) {
        return byZone.getOrDefault(zone, List.of()).size();
    }

    private static void services(Design design, Findings findings) {
        List<Node> runners =
                design.nodes().stream().filter(node -> node.role().runsServices()).toList();
        Set<Optional<Zone>> zones = new HashSet<>();
        runners.forEach(node -> zones.add(design.containerOf(node, Zone.class)));
        if (runners.size() >= 2 && zones.size() == 1 && design.zones().size() >= 2) {
            zones.iterator()
                    .next()
                    .ifPresent(zone ->
                            findings.add(
                                    ProblemCode.DATA_NODES_IN_ONE_ZONE,
                                    zone,
                                    Findings.label(zone)));
        }
    }
}
