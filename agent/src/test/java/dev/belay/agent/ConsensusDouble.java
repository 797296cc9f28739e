package dev.belay.agent;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Command;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.cluster.Stored;
import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.RaftFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Consensus in memory: the nodes of one network share their settings and can be cut off.
public final class ConsensusDouble implements Consensus {

    /// Where the doubles of one cluster find each other.
    public static final class Network {
        private final Map<String, ConsensusDouble> nodes = new ConcurrentHashMap<>();
        private final Map<String, VersionedSetting> settings = new ConcurrentHashMap<>();
        private volatile boolean quorum = true;
        private ClusterState state;
        private long index = 1;

        public Network() {
            this(TestCluster.THREE);
        }

        public Network(List<Member> members) {
            state =
                    ClusterState.UNFOUNDED
                            .apply(1, 1, new Command.Found("lab", "lab", members))
                            .next();
        }

        public void loseQuorum() {
            quorum = false;
        }
    }

    private final Network network;
    private final String node;
    private final List<Runnable> changes = new CopyOnWriteArrayList<>();
    private final List<Consumer<Occurrence>> occurrences = new CopyOnWriteArrayList<>();
    private volatile Opinion opinion = TestCluster.opinion("n1", 1, true);
    private volatile @Nullable UnaryOperator<byte[]> responder;
    private volatile @Nullable UnaryOperator<byte[]> server;
    private volatile long lag;
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    public ConsensusDouble(Network network, String node) {
        this.network = network;
        this.node = node;
        network.nodes.put(node, this);
    }

    /// Makes this node think something else.
    public void think(Opinion now) {
        opinion = now;
        changes.forEach(Runnable::run);
    }

    /// Makes this node say that so many entries are not applied there yet.
    public void lag(long entries) {
        lag = entries;
    }

    /// Refuses the next order, whatever it is.
    public void refuse(String code) {
        refusals.add(code);
    }

    public void occur(Occurrence occurrence) {
        occurrences.forEach(listener -> listener.accept(occurrence));
    }

    @Override
    public Opinion opinion() {
        return opinion;
    }

    @Override
    public RaftFacts raft() {
        synchronized (network) {
            return new RaftFacts(network.index, network.index - lag, -1, 100);
        }
    }

    @Override
    public List<Member> members() {
        return state().members();
    }

    @Override
    public String clusterName() {
        return "lab";
    }

    @Override
    public void onChange(Runnable listener) {
        changes.add(listener);
    }

    @Override
    public void onOccurrence(Consumer<Occurrence> listener) {
        occurrences.add(listener);
    }

    @Override
    public Outcome<VersionedSetting> writeSetting(
            String key, String value, long ifVersion, Duration deadline) {
        if (!network.quorum) {
            return new Outcome.Unknown<>("no answer");
        }
        VersionedSetting before = setting(key);
        if (ifVersion >= 0 && before.version() != ifVersion) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "version-conflict", "version " + ifVersion, "another", "read again"));
        }
        var after = new VersionedSetting(key, value, before.version() + 1);
        network.settings.put(key, after);
        return new Outcome.Done<>(after);
    }

    @Override
    public Outcome<Answer> act(Actor actor, Order order, Duration deadline) {
        if (!network.quorum) {
            return new Outcome.Unknown<>("no answer");
        }
        String refusal = refusals.poll();
        if (refusal != null) {
            return new Outcome.Refused<>(new ApiError(refusal, "another time", "now", "wait"));
        }
        if (order instanceof Order.Setting(var key, var value, var ifVersion)) {
            return switch (writeSetting(key, value, ifVersion, deadline)) {
                case Outcome.Done<VersionedSetting>(var set) ->
                        new Outcome.Done<>(
                                new Answer.Set(key, new Stored(set.value(), set.version())));
                case Outcome.Refused<VersionedSetting>(var error) -> new Outcome.Refused<>(error);
                case Outcome.Unknown<VersionedSetting>(var why) -> new Outcome.Unknown<>(why);
            };
        }
        Answer answer;
        synchronized (network) {
            var applied =
                    network.state.apply(1, ++network.index, new Command.Act(actor, 1_000, order));
            network.state = applied.next();
            answer = applied.answer();
        }
        network.nodes.values().forEach(one -> one.changes.forEach(Runnable::run));
        return answer instanceof Answer.Refused(var error)
                ? new Outcome.Refused<>(error)
                : new Outcome.Done<>(answer);
    }

    @Override
    public ClusterState state() {
        synchronized (network) {
            return network.state;
        }
    }

    @Override
    public Outcome<VersionedSetting> readSetting(String key, Duration deadline) {
        if (key.startsWith("x")) {
            return new Outcome.Refused<>(
                    new ApiError("setting-unknown", "a setting", "'" + key + "'", "mend it"));
        }
        return network.quorum
                ? new Outcome.Done<>(setting(key))
                : new Outcome.Unknown<>("no answer");
    }

    @Override
    public Outcome<byte[]> ask(String member, byte[] question, Duration deadline) {
        ConsensusDouble peer = network.nodes.get(member);
        UnaryOperator<byte[]> answers = peer == null ? null : peer.responder;
        return answers == null
                ? new Outcome.Unknown<>("connection refused")
                : new Outcome.Done<>(answers.apply(question));
    }

    @Override
    public void answerWith(UnaryOperator<byte[]> now) {
        responder = now;
    }

    @Override
    public Outcome<byte[]> fetch(String member, byte[] question, Duration deadline) {
        ConsensusDouble asked = network.nodes.get(member);
        UnaryOperator<byte[]> answering = asked == null ? null : asked.server;
        return answering == null
                ? new Outcome.Refused<>(
                        new ApiError("member-unreachable", "a connection", "none", "look"))
                : new Outcome.Done<>(answering.apply(question));
    }

    @Override
    public void serveWith(UnaryOperator<byte[]> now) {
        server = now;
    }

    @Override
    public void close() {
        network.nodes.remove(node);
    }

    private VersionedSetting setting(String key) {
        VersionedSetting found = network.settings.get(key);
        return found == null ? new VersionedSetting(key, "", 0) : found;
    }
}
