package dev.belay.app.shell;

import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.connect.TunnelState;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Event;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Fact;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftFacts;
import dev.belay.model.status.RaftRole;
import dev.belay.model.status.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Facts of a cluster of three that were written down, not heard: for pictures and tests.
final class RecordedCluster {
    static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");
    private static final List<String> NODES = List.of("gw-1", "gw-2", "gw-3");
    private static final List<Long> AGES_MILLIS = List.of(300L, 200L, 400L);
    private static final List<Double> CLOCKS_MILLIS = List.of(1.2, 0.0, -2.6);
    private static final long TERM = 42;

    private RecordedCluster() {}

    /// Three nodes, a quorum, one problem, a history of events.
    static LiveClusterFixture healthy() {
        LiveClusterFixture fixture = LiveClusterFixture.of("edge-tokyo", () -> 0);
        for (String observer : NODES) {
            fixture.tunnel(observer, TunnelState.OPEN, "");
            fixture.status(status(observer));
        }
        fixture.events(events()).tick();
        return fixture;
    }

    /// The same cluster, a while after the last node was heard.
    static LiveClusterFixture silent() {
        long heard = -Duration.ofSeconds(41).toNanos();
        LiveClusterFixture fixture = LiveClusterFixture.of("edge-tokyo", () -> 0);
        for (String observer : NODES) {
            fixture.tunnel(
                    observer, TunnelState.BROKEN, "the connection ended: 'Connection reset'");
            fixture.status(status(observer), heard);
        }
        fixture.events(events()).tick();
        return fixture;
    }

    /// Nothing but a tunnel that is being opened.
    static LiveClusterFixture connecting() {
        LiveClusterFixture fixture = LiveClusterFixture.of("edge-tokyo", () -> 0);
        NODES.forEach(node -> fixture.tunnel(node, TunnelState.CONNECTING, ""));
        return fixture.tick();
    }

    static ClusterStatus status(String observer) {
        List<NodeStatus> nodes = new ArrayList<>();
        for (int i = 0; i < NODES.size(); i++) {
            String node = NODES.get(i);
            NodeReport report = report(i);
            nodes.add(
                    new NodeStatus(
                            member(i),
                            i == 2 ? NodeState.STANDBY : NodeState.ACTIVE,
                            "",
                            new Fact<>(report, NOW.minusMillis(AGES_MILLIS.get(i)), node)));
        }
        return new ClusterStatus(
                "sample",
                "edge-tokyo",
                observer,
                NOW,
                opinion(observer),
                new Quorum(3, 3, 2, true),
                nodes,
                List.of());
    }

    private static Member member(int i) {
        return new Member(
                NODES.get(i),
                NODES.get(i),
                i == 0 ? "ap-northeast-1a" : "ap-northeast-1c",
                i == 2 ? MemberRole.WITNESS : MemberRole.VOTER,
                i == 0,
                List.of("10.0.110.100", "10.0.120.100", "10.0.120.101").get(i),
                7001);
    }

    private static Opinion opinion(String node) {
        return new Opinion(
                "gw-2",
                TERM,
                NOW.minusSeconds(872),
                node.equals("gw-2") ? RaftRole.COORDINATOR : RaftRole.FOLLOWER,
                true);
    }

    private static NodeReport report(int i) {
        List<PeerSight> peers = new ArrayList<>();
        for (int other = 0; other < NODES.size(); other++) {
            if (other != i) {
                peers.add(
                        new PeerSight(
                                NODES.get(other),
                                true,
                                AGES_MILLIS.get(other),
                                0.42,
                                CLOCKS_MILLIS.get(other) - CLOCKS_MILLIS.get(i),
                                other == 2 ? NodeState.STANDBY : NodeState.ACTIVE));
            }
        }
        Vitals vitals =
                new Vitals(
                        List.of(23.0, 12.0, 3.0).get(i),
                        1.4,
                        0.4,
                        List.of(3_280_000_000L, 2_880_000_000L, 1_440_000_000L).get(i),
                        8_000_000_000L,
                        94_000_000,
                        41_000_000_000L,
                        200_000_000_000L,
                        12_000,
                        11_000);
        return new NodeReport(
                NODES.get(i),
                NOW,
                NOW.minus(Duration.ofHours(51)),
                "0.1.0",
                "Debian 12, Linux 6.1",
                opinion(NODES.get(i)),
                peers,
                vitals,
                new RaftFacts(1204, 1204, 1000, 262_144),
                0);
    }

    /// Two days of events with one takeover in them, the same ones every time.
    static List<EventRecord> events() {
        List<EventRecord> events = new ArrayList<>();
        Random random = new Random(2026);
        Map<String, long[]> numbers =
                Map.of("gw-1", new long[1], "gw-2", new long[1], "gw-3", new long[1]);
        long index = 400;
        for (int minutes = 1_500; minutes > 40; minutes -= 60 + random.nextInt(50)) {
            String node = NODES.get(random.nextInt(NODES.size()));
            index += random.nextInt(80);
            Event quiet =
                    random.nextInt(4) == 0
                            ? new Event.SettingChanged("label.owner", index, "kaito")
                            : new Event.SnapshotTaken(index, 18_000 + random.nextInt(4_000));
            add(events, numbers, node, minutes * 60_000L + random.nextInt(60_000), quiet);
        }
        add(events, numbers, "gw-3", 2_290_000, new Event.DiskFilling("/var/lib/belay", 91));
        add(events, numbers, "gw-3", 2_050_000, new Event.DiskRelieved("/var/lib/belay", 74));
        add(events, numbers, "gw-1", 875_400, new Event.AgentStopped("SIGTERM"));
        add(events, numbers, "gw-3", 873_200, new Event.CoordinatorLost("gw-1", 41, 900));
        add(events, numbers, "gw-2", 873_100, new Event.CoordinatorLost("gw-1", 41, 950));
        add(events, numbers, "gw-2", 872_400, new Event.CoordinatorElected("gw-2", TERM));
        add(events, numbers, "gw-3", 872_300, new Event.CoordinatorElected("gw-2", TERM));
        add(
                events,
                numbers,
                "gw-2",
                870_300,
                new Event.NodeUnreachable("gw-1", "silent for 5.1 s"));
        add(events, numbers, "gw-1", 801_000, new Event.AgentStarted("0.1.0"));
        add(events, numbers, "gw-1", 800_200, new Event.CoordinatorElected("gw-2", TERM));
        add(events, numbers, "gw-2", 799_900, new Event.NodeReachable("gw-1", 75_500));
        add(
                events,
                numbers,
                "gw-1",
                310_000,
                new Event.AccessDenied("guest", "PUT /v1/settings/x"));
        return events;
    }

    private static void add(
            List<EventRecord> events,
            Map<String, long[]> numbers,
            String node,
            long millisAgo,
            Event event) {
        long[] number = numbers.getOrDefault(node, new long[1]);
        number[0]++;
        events.add(
                new EventRecord(
                        number[0],
                        event.id(),
                        NOW.minusMillis(millisAgo),
                        node,
                        event.severity(),
                        event.fields()));
    }
}
