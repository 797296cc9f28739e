package dev.belay.agent.consensus;

import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Order;
import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.RaftFacts;
import dev.belay.model.status.RaftRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Consensus of a node that may come into a cluster while it runs, and may leave it again.
///
/// OUTSIDE -> INSIDE -> OUTSIDE. Outside, every question about the cluster is refused with the way
/// in.
public final class LateConsensus implements Consensus {

    private final List<Runnable> changeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Occurrence>> occurrenceListeners = new CopyOnWriteArrayList<>();
    private final Opinion nobodyLeads;
    private volatile @Nullable UnaryOperator<byte[]> responder;
    private volatile @Nullable UnaryOperator<byte[]> server;
    private volatile @Nullable Consensus inside;

    /// @param now when this node began to be outside
    public LateConsensus(Instant now) {
        this.nobodyLeads = new Opinion(null, 0, now, RaftRole.NONE, false);
    }

    /// Goes inside. The given consensus need not be started yet.
    public void enter(Consensus consensus) {
        UnaryOperator<byte[]> answers = responder;
        if (answers != null) {
            consensus.answerWith(answers);
        }
        UnaryOperator<byte[]> serves = server;
        if (serves != null) {
            consensus.serveWith(serves);
        }
        consensus.onOccurrence(
                occurrence -> occurrenceListeners.forEach(one -> one.accept(occurrence)));
        consensus.onChange(this::changed);
        inside = consensus;
    }

    /// Goes outside, and stops the consensus that it was in. Blocks as {@link #close}.
    public void leave() {
        Consensus former = inside;
        inside = null;
        if (former != null) {
            former.close();
        }
        changed();
    }

    private void changed() {
        changeListeners.forEach(Runnable::run);
    }

    /// What a node in no cluster says to whoever asks for one.
    public static ApiError outside() {
        return new ApiError(
                "not-in-cluster",
                "a node that is in a cluster",
                "one that is in none",
                "found one with 'belay admin prepare', or join one with 'belay worker prepare'");
    }

    private static <T> Outcome<T> refused() {
        return new Outcome.Refused<>(outside());
    }

    @Override
    public boolean isMember() {
        return inside != null;
    }

    @Override
    public Opinion opinion() {
        Consensus now = inside;
        return now == null ? nobodyLeads : now.opinion();
    }

    @Override
    public RaftFacts raft() {
        Consensus now = inside;
        return now == null ? new RaftFacts(-1, -1, -1, 0) : now.raft();
    }

    @Override
    public List<Member> members() {
        Consensus now = inside;
        return now == null ? List.of() : now.members();
    }

    @Override
    public String clusterName() {
        Consensus now = inside;
        return now == null ? "" : now.clusterName();
    }

    @Override
    public void onChange(Runnable listener) {
        changeListeners.add(listener);
    }

    @Override
    public void onOccurrence(Consumer<Occurrence> listener) {
        occurrenceListeners.add(listener);
    }

    @Override
    public Outcome<VersionedSetting> writeSetting(
            String key, String value, long ifVersion, Duration deadline) {
        Consensus now = inside;
        return now == null ? refused() : now.writeSetting(key, value, ifVersion, deadline);
    }

    @Override
    public Outcome<Answer> act(Actor actor, Order order, Duration deadline) {
        Consensus now = inside;
        return now == null ? refused() : now.act(actor, order, deadline);
    }

    @Override
    public ClusterState state() {
        Consensus now = inside;
        return now == null ? ClusterState.UNFOUNDED : now.state();
    }

    @Override
    public Outcome<VersionedSetting> readSetting(String key, Duration deadline) {
        Consensus now = inside;
        return now == null ? refused() : now.readSetting(key, deadline);
    }

    @Override
    public Outcome<byte[]> ask(String member, byte[] question, Duration deadline) {
        Consensus now = inside;
        return now == null ? refused() : now.ask(member, question, deadline);
    }

    @Override
    public void answerWith(UnaryOperator<byte[]> newResponder) {
        responder = newResponder;
        Consensus now = inside;
        if (now != null) {
            now.answerWith(newResponder);
        }
    }

    @Override
    public Outcome<byte[]> fetch(String member, byte[] question, Duration deadline) {
        Consensus now = inside;
        return now == null ? refused() : now.fetch(member, question, deadline);
    }

    @Override
    public Outcome<byte[]> fetchMuch(String member, byte[] question, Duration deadline) {
        Consensus now = inside;
        return now == null ? refused() : now.fetchMuch(member, question, deadline);
    }

    @Override
    public void serveWith(UnaryOperator<byte[]> newServer) {
        server = newServer;
        Consensus now = inside;
        if (now != null) {
            now.serveWith(newServer);
        }
    }

    @Override
    public void close() {
        Consensus now = inside;
        if (now != null) {
            now.close();
        }
    }
}
