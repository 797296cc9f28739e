package dev.belay.agent.core.sight;

import dev.belay.model.status.Fact;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.Severity;
import dev.belay.model.status.StatusProblem;
import dev.belay.model.status.StatusText;
import dev.belay.model.status.Vitals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is wrong with the live cluster, worst first.
final class StatusProblems {

    /// In use, percent.
    static final long DISK_FILLING = 85;

    static final long DISK_FULL = 95;

    /// A clock that is further off than this makes logs of two hosts hard to read together.
    static final double CLOCK_OFFSET_MILLIS = 500;

    private static final StatusText ENGLISH = StatusText.of(Locale.ROOT);

    private final List<StatusProblem> problems = new ArrayList<>();

    private StatusProblems() {}

    static List<StatusProblem> of(
            Sight sight, Quorum quorum, List<NodeStatus> nodes, long nowMillis) {
        var found = new StatusProblems();
        found.quorum(quorum);
        found.silence(nodes, sight, nowMillis);
        found.zones(nodes);
        found.disks(nodes);
        found.clocks(sight);
        found.versions(nodes);
        return found.problems.stream()
                .sorted(Comparator.comparing(StatusProblem::severity).reversed())
                .toList();
    }

    private void quorum(Quorum quorum) {
        var votes =
                Map.of(
                        "votersUp", String.valueOf(quorum.votersUp()),
                        "votersTotal", String.valueOf(quorum.votersTotal()),
                        "needed", String.valueOf(quorum.needed()));
        if (!quorum.held()) {
            add("no-quorum", Severity.ERROR, "", votes);
        } else if (quorum.votersTotal() > 1
                && quorum.votersUp() < quorum.votersTotal()
                && quorum.votersUp() <= quorum.needed()) {
            add("votes-thin", Severity.WARNING, "", votes);
        }
    }

    private void silence(List<NodeStatus> nodes, Sight sight, long nowMillis) {
        for (NodeStatus node : nodes) {
            @Nullable Peer peer = sight.peers().get(node.member().id());
            if (node.state() == NodeState.UNKNOWN && peer != null) {
                add(
                        "node-silent",
                        Severity.WARNING,
                        node.member().id(),
                        Map.of("silent", Sight.seconds(peer.silentMillis(nowMillis))));
            }
        }
    }

    /// A zone of one member is not worth a second line: its silence is told already.
    private void zones(List<NodeStatus> nodes) {
        var zones = new TreeMap<String, List<NodeStatus>>();
        for (NodeStatus node : nodes) {
            if (node.member().role().votes() && !node.member().zone().isEmpty()) {
                zones.computeIfAbsent(node.member().zone(), zone -> new ArrayList<>()).add(node);
            }
        }
        zones.forEach((zone, voters) -> {
            boolean silent = voters.stream().allMatch(node -> node.state() == NodeState.UNKNOWN);
            if (silent && voters.size() > 1) {
                add("zone-lost", Severity.WARNING, "", Map.of("zone", zone));
            }
        });
    }

    private void disks(List<NodeStatus> nodes) {
        for (NodeStatus node : nodes) {
            @Nullable Fact<NodeReport> report = node.report();
            if (report == null || node.state() == NodeState.UNKNOWN) {
                continue;
            }
            long percent = percentUsed(report.value().vitals());
            if (percent >= DISK_FILLING) {
                boolean full = percent >= DISK_FULL;
                add(
                        full ? "disk-full" : "disk-filling",
                        full ? Severity.ERROR : Severity.WARNING,
                        node.member().id(),
                        Map.of("percent", String.valueOf(percent)));
            }
        }
    }

    private void clocks(Sight sight) {
        sight.peers()
                .forEach((id, peer) -> {
                    double offset = peer.clockOffset().millis();
                    if (Math.abs(offset) > CLOCK_OFFSET_MILLIS) {
                        add(
                                "clock-offset",
                                Severity.WARNING,
                                id,
                                Map.of(
                                        "offset",
                                        Sight.seconds(Math.round(offset)),
                                        "observer",
                                        sight.self()));
                    }
                });
    }

    private void versions(List<NodeStatus> nodes) {
        var versions = new TreeSet<String>();
        for (NodeStatus node : nodes) {
            @Nullable Fact<NodeReport> report = node.report();
            if (report != null && node.state() != NodeState.UNKNOWN) {
                versions.add(report.value().agentVersion());
            }
        }
        if (versions.size() > 1) {
            add("version-skew", Severity.INFO, "", Map.of("versions", String.join(", ", versions)));
        }
    }

    /// Rounded down; 0 when the size is unknown.
    static long percentUsed(Vitals vitals) {
        return vitals.diskTotalBytes() <= 0
                ? 0
                : vitals.diskUsedBytes() * 100 / vitals.diskTotalBytes();
    }

    private void add(String code, Severity severity, String node, Map<String, String> fields) {
        var filled = new TreeMap<>(fields);
        if (!node.isEmpty()) {
            filled.put("node", node);
        }
        var bare = new StatusProblem(code, severity, node, code, filled);
        problems.add(new StatusProblem(code, severity, node, ENGLISH.text(bare), filled));
    }
}
