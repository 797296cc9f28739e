package dev.belay.app.topology;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.model.status.ClusterStatus;
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
import dev.belay.model.status.Severity;
import dev.belay.model.status.StatusProblem;
import dev.belay.model.status.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Made-up clusters in the situations that the topology has to show well; for screenshots and
/// tests.
public final class SampleCluster {

    private static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");
    private static final Duration RAN = Duration.ofHours(51);
    private static final long TERM = 42;
    private static final long SILENT_MILLIS = 12_400;

    private final String name;
    private final List<Member> members;
    private final Map<String, Long> ages = new HashMap<>();
    private final Map<String, NodeState> states = new HashMap<>();
    private final Set<String> deaf = new HashSet<>();
    private final Map<String, String> believes = new HashMap<>();
    private final List<StatusProblem> problems = new ArrayList<>();
    private final List<EventRecord> events = new ArrayList<>();
    private String coordinator;

    SampleCluster(String name, List<Member> members) {
        this.name = name;
        this.members = List.copyOf(members);
        this.coordinator = members.getFirst().id();
    }

    /// Three nodes over two zones, as in the mock-up.
    public static SampleCluster healthy() {
        var sample =
                new SampleCluster(
                        "edge-tokyo",
                        List.of(
                                member("gw-1", "ap-northeast-1a", MemberRole.VOTER, true, 1),
                                member("gw-2", "ap-northeast-1c", MemberRole.VOTER, false, 2),
                                member("gw-3", "ap-northeast-1c", MemberRole.WITNESS, false, 3)));
        sample.coordinator = "gw-2";
        sample.states.put("gw-3", NodeState.STANDBY);
        sample.event("agent.started", "gw-1", 980, Map.of("version", "0.1.0"));
        sample.event("agent.started", "gw-3", 940, Map.of("version", "0.1.0"));
        sample.event(
                "coordinator.elected", "gw-2", 872, Map.of("coordinator", "gw-2", "term", "42"));
        return sample;
    }

    /// One node went silent a while ago.
    public static SampleCluster oneDead() {
        var sample = healthy();
        sample.ages.put("gw-1", SILENT_MILLIS);
        sample.states.put("gw-1", NodeState.UNKNOWN);
        sample.problem(
                "node-silent", Severity.ERROR, "gw-1", Map.of("node", "gw-1", "silent", "12 s"));
        sample.problem(
                "votes-thin",
                Severity.WARNING,
                "",
                Map.of("votersUp", "2", "votersTotal", "3", "needed", "2"));
        sample.event(
                "node.unreachable", "gw-2", 11, Map.of("peer", "gw-1", "why", "silent for 1.2 s"));
        return sample;
    }

    /// One node does not hear another, which hears it.
    public static SampleCluster oneWayCut() {
        var sample = healthy();
        sample.deaf.add("gw-3<gw-1");
        return sample;
    }

    /// Two nodes do not hear each other, and one of them believes in another coordinator.
    public static SampleCluster disagreeing() {
        var sample = healthy();
        sample.deaf.add("gw-1<gw-2");
        sample.deaf.add("gw-2<gw-1");
        sample.believes.put("gw-1", "");
        return sample;
    }

    /// Many nodes over many zones, with a few in each state.
    public static SampleCluster many(int nodes, int zones) {
        var members = new ArrayList<Member>();
        for (int i = 1; i <= nodes; i++) {
            var role = i <= 5 ? MemberRole.VOTER : MemberRole.LEARNER;
            var id = "node-%03d".formatted(i);
            members.add(member(id, "zone-" + (char) ('a' + i % zones), role, i == 1, i));
        }
        var sample = new SampleCluster("many", members);
        var rare =
                List.of(
                        NodeState.STANDBY,
                        NodeState.STARTING,
                        NodeState.FAILED,
                        NodeState.FENCED,
                        NodeState.MAINTENANCE,
                        NodeState.STOPPING);
        for (int i = 6; i < nodes; i += 7) {
            sample.states.put(members.get(i).id(), rare.get(i / 7 % rare.size()));
        }
        sample.age(members.get(nodes - 2).id(), 41_000);
        sample.age(members.get(nodes - 3).id(), 3_800);
        return sample;
    }

    /// Long names, in the languages that people name machines in.
    public static SampleCluster longNames() {
        return new SampleCluster(
                "本番クラスター・東京リージョン（二重化構成）",
                List.of(
                        member("電算室第一系統ゲートウェイ装置-1", "東京第一データセンター", MemberRole.VOTER, true, 1),
                        member(
                                "gateway-production-tokyo-primary-0001.internal.example.com",
                                "ap-northeast-1-availability-zone-with-a-long-name",
                                MemberRole.VOTER,
                                false,
                                2),
                        member("gw-3", "大阪", MemberRole.WITNESS, false, 3)));
    }

    private static Member member(String id, String zone, MemberRole role, boolean admin, int n) {
        return new Member(
                id, id, zone, role, admin, "10.0." + (110 + n / 200) + "." + (n % 200 + 10), 7001);
    }

    SampleCluster age(String node, long millis) {
        ages.put(node, millis);
        return this;
    }

    SampleCluster state(String node, NodeState state) {
        states.put(node, state);
        return this;
    }

    SampleCluster coordinator(String node) {
        coordinator = node;
        return this;
    }

    /// A node that does not hear another one.
    SampleCluster deaf(String node, String to) {
        deaf.add(node + "<" + to);
        return this;
    }

    private void problem(String code, Severity severity, String node, Map<String, String> fields) {
        problems.add(new StatusProblem(code, severity, node, code, fields));
    }

    private void event(String id, String node, long secondsAgo, Map<String, String> fields) {
        events.add(
                new EventRecord(
                        events.size() + 1L,
                        id,
                        NOW.minusSeconds(secondsAgo),
                        node,
                        Severity.INFO,
                        new LinkedHashMap<>(fields)));
    }

    /// Seen through tunnels to every node that is not silent, on a clock that stands still.
    public LiveClusterFixture fixture() {
        var fixture = LiveClusterFixture.of(name, () -> 0);
        feed(fixture);
        return fixture;
    }

    LiveCluster live() {
        return fixture().cluster();
    }

    void feed(LiveClusterFixture fixture) {
        for (var observer : members) {
            long age = ages.getOrDefault(observer.id(), 0L);
            if (age < SILENT_MILLIS) {
                fixture.status(status(observer), -age * 1_000_000);
            }
        }
        fixture.events(events).tick();
    }

    private ClusterStatus status(Member observer) {
        var nodes = new ArrayList<NodeStatus>();
        int up = 0;
        for (var member : members) {
            long age = ages.getOrDefault(member.id(), 200L + member.id().hashCode() % 3 * 100L);
            boolean heard = member.equals(observer) || !isDeaf(observer.id(), member.id());
            boolean alive = age < 5_000 && heard;
            up += alive && member.role().votes() ? 1 : 0;
            var state = alive ? stateOf(member) : silentState(member);
            var report = new Fact<>(report(member), NOW.minusMillis(age), member.id());
            var why = alive ? "answers" : "silent";
            nodes.add(
                    new NodeStatus(
                            member,
                            state,
                            reason(state, member),
                            report,
                            reason(state, member).startsWith("silent") ? why : "",
                            Map.of("silent", "12 s")));
        }
        long total = members.stream().filter(member -> member.role().votes()).count();
        int needed = (int) total / 2 + 1;
        var opinion = opinion(observer);
        return new ClusterStatus(
                "sample",
                name,
                observer.id(),
                NOW,
                opinion,
                new Quorum(up, (int) total, needed, opinion.quorate()),
                nodes,
                problems);
    }

    private NodeState stateOf(Member member) {
        var usual = member.role() == MemberRole.WITNESS ? NodeState.STANDBY : NodeState.ACTIVE;
        return states.getOrDefault(member.id(), usual);
    }

    private NodeState silentState(Member member) {
        var state = stateOf(member);
        return state == NodeState.FENCED ? state : NodeState.UNKNOWN;
    }

    private static String reason(NodeState state, Member member) {
        return switch (state) {
            case UNKNOWN -> "silent for 12 s";
            case FAILED -> "the state machine of " + member.name() + " stopped";
            case FENCED -> "cut off, confirmed by the fence device";
            case MAINTENANCE -> "maintenance was asked for";
            case ACTIVE, STANDBY, STARTING, STOPPING -> "";
        };
    }

    private boolean isDeaf(String node, String to) {
        return deaf.contains(node + "<" + to);
    }

    private Opinion opinion(Member member) {
        var believed = believes.getOrDefault(member.id(), coordinator);
        @Nullable String leader = believed.isEmpty() ? null : believed;
        var role =
                Objects.equals(leader, member.id())
                        ? RaftRole.COORDINATOR
                        : leader == null
                                ? RaftRole.CANDIDATE
                                : member.role() == MemberRole.LEARNER
                                        ? RaftRole.LEARNER
                                        : RaftRole.FOLLOWER;
        return new Opinion(leader, TERM, NOW.minusSeconds(872), role, leader != null);
    }

    private NodeReport report(Member member) {
        var peers = new ArrayList<PeerSight>();
        for (var other : members) {
            if (!other.equals(member)) {
                peers.add(sight(member, other));
            }
        }
        int seed = Math.floorMod(member.id().hashCode(), 29);
        var vitals =
                new Vitals(
                        seed + 3,
                        1.2,
                        0.4,
                        (seed + 18) * 80_000_000L,
                        8_000_000_000L,
                        96_000_000,
                        41_000_000_000L,
                        200_000_000_000L,
                        12_000,
                        11_000);
        return new NodeReport(
                member.id(),
                NOW,
                NOW.minus(RAN),
                "0.1.0",
                "Debian 12, Linux 6.1",
                opinion(member),
                peers,
                vitals,
                new RaftFacts(1204, 1204, 1000, 262_144),
                0);
    }

    private PeerSight sight(Member from, Member to) {
        boolean heard = !isDeaf(from.id(), to.id()) && ages.getOrDefault(to.id(), 0L) < 5_000;
        return new PeerSight(
                to.id(),
                heard,
                heard ? 300 : SILENT_MILLIS,
                0.4 + Math.floorMod((from.id() + to.id()).hashCode(), 9) / 10.0,
                0.2,
                heard ? stateOf(to) : silentState(to));
    }
}
