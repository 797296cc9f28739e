package dev.belay.app.health;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.connect.TunnelState;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Fact;
import dev.belay.model.status.Measure;
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
import dev.belay.model.status.Vitals;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A made-up cluster of three nodes for pictures and tests: the same numbers each time, from fixed
/// seeds.
public final class HealthFixture {

    /// What the third node thinks.
    public enum Mood {
        /// All say the same.
        AGREED,
        /// The third node's last word is older than the term of the others.
        LATE,
        /// Nobody has heard the third node for a while.
        GONE
    }

    /// The moment of the picture, on the wall clock of this computer.
    static final Instant NOW =
            LocalDateTime.of(2026, 3, 2, 14, 32, 18).atZone(ZoneId.systemDefault()).toInstant();

    private static final List<String> NODES = List.of("gw-1", "gw-2", "gw-3");
    private static final Set<Measure> BUSY =
            Set.of(Measure.CPU, Measure.NET_RECEIVED, Measure.NET_SENT, Measure.PEER_ROUND_TRIP);
    private static final long NOW_NANOS = 60_000_000_000L;
    private static final int SAMPLES_A_SECOND = 10;
    private static final int SECONDS = 300;
    private static final int SETTING_SECOND = 76;
    private static final int ELECTION_SECOND = 208;
    private static final int GAP_FROM = 212;
    private static final int GAP_TO = 240;

    private final Mood mood;
    private final LiveClusterFixture fixture;
    private long wallMillis = NOW.minusSeconds(SECONDS).toEpochMilli();

    /// A cluster whose nodes are known and have said nothing yet.
    public HealthFixture(Mood mood) {
        this.mood = mood;
        this.fixture = LiveClusterFixture.of("edge-tokyo", () -> NOW_NANOS);
        fixture.histories(this::history);
        NODES.forEach(node -> fixture.tunnel(node, TunnelState.OPEN, ""));
    }

    public LiveCluster cluster() {
        return fixture.cluster();
    }

    /// The wall clock of the picture: begins five minutes before it, and stands at its moment after
    /// {@link #feed}.
    public long wallMillis() {
        return wallMillis;
    }

    /// Lets five minutes pass for whoever listens: samples, events, and at the end what each node
    /// says.
    public void feed() {
        List<Walk[]> walks = new ArrayList<>();
        for (int node = 0; node < NODES.size(); node++) {
            walks.add(walks(node, 2 * SAMPLES_A_SECOND, node + 1L));
        }
        for (int at = 0; at <= SECONDS * SAMPLES_A_SECOND; at++) {
            double second = (double) at / SAMPLES_A_SECOND;
            Instant time = NOW.minusMillis(Math.round((SECONDS - second) * 1_000));
            wallMillis = time.toEpochMilli();
            for (int node = 0; node < NODES.size(); node++) {
                double[] row = row(walks.get(node), node, second);
                if (node < 2 || !isSilent(second)) {
                    fixture.sample(NODES.get(node), new Sample(time, row));
                }
            }
        }
        for (int index = 0; index < NODES.size(); index++) {
            String observer = NODES.get(index);
            boolean third = index == 2;
            long ageMillis = third ? ageOfThird(mood) : 300 - 100L * index;
            fixture.status(
                    status(observer, third && mood != Mood.AGREED, NOW.minusMillis(ageMillis)),
                    NOW_NANOS - ageMillis * 1_000_000);
        }
        fixture.events(events());
        fixture.tick();
    }

    private boolean isSilent(double second) {
        return mood == Mood.GONE
                ? second > SECONDS - ageOfThird(mood) / 1_000.0
                : second > GAP_FROM && second < GAP_TO;
    }

    private static long ageOfThird(Mood mood) {
        return switch (mood) {
            case AGREED -> 400;
            case LATE -> 3_800;
            case GONE -> 41_000;
        };
    }

    private static double[] row(Walk[] walks, int node, double second) {
        double[] row = new double[walks.length];
        for (int measure = 0; measure < walks.length; measure++) {
            row[measure] = walks[measure].next();
        }
        double setting = pulse(second, SETTING_SECOND, 7);
        double election = pulse(second, ELECTION_SECOND, 9);
        boolean moved = second > ELECTION_SECOND;
        add(row, Measure.CPU, (node < 2 ? 30 : 4) * setting + (node == 1 && moved ? 13 : 0));
        if (node == 0 && moved) {
            row[Measure.ALL.indexOf(Measure.CPU)] *= 0.4;
        }
        add(row, Measure.NET_RECEIVED, 1.6e6 * setting + (node == 1 ? 2.1e6 * election : 0));
        add(row, Measure.RAFT_APPLY_LAG, 21 * setting + (node == 1 ? 13 * election : 0));
        add(row, Measure.PEER_ROUND_TRIP, node == 2 ? 1.1 * pulse(second, 188, 12) : 0);
        set(row, Measure.RAFT_TERM, moved ? 42 : 41);
        set(row, Measure.RAFT_COMMIT, Math.floor(18_200 + second * 0.8));
        row[Measure.ALL.indexOf(Measure.RAFT_APPLY_LAG)] =
                Math.floor(row[Measure.ALL.indexOf(Measure.RAFT_APPLY_LAG)]);
        return row;
    }

    private static double pulse(double second, double at, double width) {
        double since = (second - at) / width;
        return since < 0 || since > 4 ? 0 : Math.exp(-since * 1.4);
    }

    private static void add(double[] row, Measure measure, double more) {
        row[Measure.ALL.indexOf(measure)] += more;
    }

    private static void set(double[] row, Measure measure, double value) {
        row[Measure.ALL.indexOf(measure)] = value;
    }

    private static Walk[] walks(int node, int stride, long seed) {
        double[] bases = {
            26 - 11 * node, 44 + 6 * node, 41 + 8 * node, 9e5, 7e5, 0.6, 2.4, 7e7, 0, 0, 2.4, 0.9
        };
        double[] swings = {9, 0.6, 0.02, 5e5, 4e5, 0.2, 1.2, 6e5, 0, 0, 3.4, 0.3};
        Walk[] walks = new Walk[Measure.ALL.size()];
        for (int index = 0; index < walks.length; index++) {
            double base = Math.max(0, bases[index]) * (1 + 0.12 * node);
            walks[index] = new Walk(seed * 101 + index, base, swings[index], stride);
        }
        return walks;
    }

    private HistoryAnswer history(String node, HistoryTier tier) {
        long step =
                switch (tier) {
                    case MINUTE -> 1_000;
                    case HOUR -> 10_000;
                    case DAY -> 60_000;
                    case WEEK -> 600_000;
                };
        int slots =
                switch (tier) {
                    case MINUTE -> 0;
                    case HOUR -> 720;
                    case DAY -> 1_440;
                    case WEEK -> 1_008;
                };
        int number = NODES.indexOf(node);
        Walk[] walks = walks(number, 9, 7L * (number + 1) + tier.name().length());
        List<HistoryAnswer.Series> series = new ArrayList<>();
        for (int index = 0; index < walks.length; index++) {
            series.add(series(walks[index], Measure.ALL.get(index), slots, number == 1));
        }
        long start = wallMillis - slots * step;
        return new HistoryAnswer(node, tier, step, start, series);
    }

    private static HistoryAnswer.Series series(
            Walk walk, Measure measure, int slots, boolean hasGap) {
        double[] min = new double[slots];
        double[] mean = new double[slots];
        double[] max = new double[slots];
        boolean busy = BUSY.contains(measure);
        for (int slot = 0; slot < slots; slot++) {
            double value = walk.next();
            if (measure.equals(Measure.RAFT_TERM)) {
                value = 38 + Math.floor(slot * 4.0 / slots);
            } else if (measure.equals(Measure.RAFT_COMMIT)) {
                value = 12_000 + slot * 17;
            }
            boolean gone = hasGap && slot > slots * 0.74 && slot < slots * 0.77;
            mean[slot] = gone ? Double.NaN : value;
            min[slot] = mean[slot] * 0.94;
            max[slot] = mean[slot] * (busy && slot % 97 == 40 ? 1.5 : busy ? 1.06 : 1.002);
        }
        return new HistoryAnswer.Series(measure.id(), measure.unit(), min, mean, max);
    }

    private static List<EventRecord> events() {
        Instant begin = NOW.minusSeconds(SECONDS);
        return List.of(
                new EventRecord(
                        7,
                        "setting.changed",
                        begin.plusSeconds(SETTING_SECOND),
                        "gw-1",
                        Severity.INFO,
                        Map.of("key", "cluster.name", "version", "43", "user", "ops")),
                new EventRecord(
                        8,
                        "coordinator.elected",
                        begin.plusSeconds(ELECTION_SECOND),
                        "gw-2",
                        Severity.WARNING,
                        Map.of("coordinator", "gw-2", "term", "42")));
    }

    private ClusterStatus status(String observer, boolean late, Instant at) {
        long term = late ? 41 : 42;
        String coordinator = late ? "gw-1" : "gw-2";
        Instant since =
                late ? NOW.minusSeconds(900) : NOW.minusMillis(mood == Mood.LATE ? 3_100 : 92_000);
        RaftRole role = observer.equals(coordinator) ? RaftRole.COORDINATOR : RaftRole.FOLLOWER;
        Opinion opinion = new Opinion(coordinator, term, since, role, true);
        List<NodeStatus> nodes = new ArrayList<>();
        for (String node : NODES) {
            boolean gone = mood == Mood.GONE && node.equals("gw-3") && !observer.equals(node);
            NodeState state = gone ? NodeState.UNKNOWN : stateOf(node);
            Fact<NodeReport> own =
                    node.equals(observer)
                            ? Fact.of(report(observer, opinion, at), at, observer)
                            : null;
            nodes.add(new NodeStatus(member(node), state, gone ? "silent" : "", own));
        }
        return new ClusterStatus(
                "7c1e",
                "edge-tokyo",
                observer,
                at,
                opinion,
                new Quorum(3, 3, 2, true),
                nodes,
                List.of());
    }

    private static NodeState stateOf(String node) {
        return node.equals("gw-3") ? NodeState.STANDBY : NodeState.ACTIVE;
    }

    private NodeReport report(String node, Opinion opinion, Instant at) {
        double[] offsets = {1, 0, -3};
        List<PeerSight> peers = new ArrayList<>();
        for (String peer : NODES) {
            if (!peer.equals(node)) {
                boolean gone = mood == Mood.GONE && peer.equals("gw-3");
                double offset = offsets[NODES.indexOf(peer)] - offsets[NODES.indexOf(node)];
                NodeState sees = gone ? NodeState.UNKNOWN : stateOf(peer);
                peers.add(new PeerSight(peer, !gone, gone ? 41_000 : 300, 0.9, offset, sees));
            }
        }
        Vitals vitals =
                new Vitals(
                        20,
                        2.4,
                        0.6,
                        1_900_000_000L,
                        4_100_000_000L,
                        70_000_000L,
                        8_000_000_000L,
                        20_000_000_000L,
                        9e5,
                        7e5);
        return new NodeReport(
                node,
                at,
                NOW.minusSeconds(86_400),
                "0.1.0",
                "Debian 12, Linux 6.1",
                opinion,
                peers,
                vitals,
                new RaftFacts(18_440, 18_440, 18_000, 4_200_000),
                0);
    }

    private static Member member(String id) {
        MemberRole role = id.equals("gw-3") ? MemberRole.WITNESS : MemberRole.VOTER;
        int number = NODES.indexOf(id);
        String host = "10.0.110.10" + number;
        return new Member(id, id, "", role, id.equals("gw-1"), host, 7_400);
    }

    /// Numbers that wander around a base, in straight lines from one turn to the next.
    private static final class Walk {
        private final Random random;
        private final double base;
        private final double swing;
        private final int stride;
        private double value;
        private double next;
        private int step;

        Walk(long seed, double base, double swing, int stride) {
            this.random = new Random(seed);
            this.base = base;
            this.swing = swing;
            this.stride = stride;
            this.value = base;
            this.next = base;
        }

        double next() {
            if (step % stride == 0) {
                value = next;
                next += (random.nextDouble() - 0.5) * swing;
                next += (base - next) * 0.12;
            }
            double way = (double) (step % stride) / stride;
            step++;
            return Math.max(0, value + (next - value) * way);
        }
    }
}
