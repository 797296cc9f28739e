package dev.belay.agent.consensus;

import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Order;
import dev.belay.model.status.Member;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.RaftFacts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The replicated cluster state, and a way to ask other members something that is not replicated.
///
/// Every method may be called from any thread; those that say so block, and belong on a virtual
/// thread.
public interface Consensus extends AutoCloseable {

    /// Between two looks at what is applied.
    long APPLIED_SOON = 2_000_000L;

    /// Whether this node is in a cluster at all; never blocks.
    default boolean isMember() {
        return true;
    }

    /// What this node thinks now; never blocks.
    Opinion opinion();

    /// How far this node's log has come; never blocks.
    RaftFacts raft();

    /// The members, as the state applied on this node has them; never blocks.
    List<Member> members();

    /// The cluster's name, as the state applied on this node has it; never blocks.
    String clusterName();

    /// Called after every change of opinion, members or name, on a thread of consensus: must not
    /// block.
    void onChange(Runnable listener);

    /// What happened in consensus and is worth an event (elections, snapshots, peers); must not
    /// block.
    void onOccurrence(Consumer<Occurrence> listener);

    /// Sets a replicated setting. Blocks until it is committed, refused, or the deadline has
    /// passed.
    ///
    /// A retry of an unknown outcome is safe only with {@code ifVersion}.
    ///
    /// @param ifVersion write only if the setting's version is still this; -1 to write in any case
    Outcome<VersionedSetting> writeSetting(
            String key, String value, long ifVersion, Duration deadline);

    /// Carries an order out, and records it in the audit log, refused or not. Blocks until it is
    /// committed, refused, or the deadline has passed. A retry of an unknown outcome is safe where
    /// the order is refused the second time, or changes nothing.
    Outcome<Answer> act(Actor actor, Order order, Duration deadline);

    /// The replicated state as applied on this node; never blocks.
    ClusterState state();

    /// Blocks until this node has applied an entry that is committed, so that {@link #state} has
    /// it.
    ///
    /// @return false when it lags behind still: what was ordered is done all the same
    default boolean awaitApplied(long index, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (raft().appliedIndex() < index) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(APPLIED_SOON);
        }
        return true;
    }

    /// Linearizable read of a setting. Blocks. Never stale: without a majority it says unknown.
    Outcome<VersionedSetting> readSetting(String key, Duration deadline);

    /// Asks one member something outside the log, over the same mutually authenticated channel.
    /// Blocks.
    Outcome<byte[]> ask(String member, byte[] question, Duration deadline);

    /// Says who answers the questions that other members {@link #ask}; called on a thread of
    /// consensus, must answer at once.
    void answerWith(UnaryOperator<byte[]> responder);

    /// Asks one member for content, which it reads from its disk. Blocks. Several calls may be
    /// under way at once; a member that has too many of them refuses with `member-busy`.
    Outcome<byte[]> fetch(String member, byte[] question, Duration deadline);

    /// As {@link #fetch}, for one of many questions with long answers: by a line of its own where
    /// the member can be reached so. Blocks.
    default Outcome<byte[]> fetchMuch(String member, byte[] question, Duration deadline) {
        return fetch(member, question, deadline);
    }

    /// Says who answers {@link #fetch}; called on a thread of its own, may block.
    void serveWith(UnaryOperator<byte[]> server);

    /// Stops in order: hands the lead over if it can within a second, closes the log.
    @Override
    void close();

    /// A setting as the replicated state has it.
    ///
    /// @param value empty when it was never set
    /// @param version log index of the entry that set it; 0 when it was never set
    record VersionedSetting(String key, String value, long version) {}

    /// Something that consensus noticed.
    sealed interface Occurrence {
        /// A coordinator was elected, and this node knows of it.
        ///
        /// @param coordinator its id
        record CoordinatorElected(String coordinator, long term) implements Occurrence {}

        /// This node lost sight of the coordinator.
        record CoordinatorLost(String former, long term, Duration silent) implements Occurrence {}

        record SnapshotTaken(long index, long sizeBytes) implements Occurrence {}

        /// This node was so far behind that it got a whole snapshot.
        record SnapshotInstalled(long index, String from) implements Occurrence {}

        /// This node is no member any more, and takes part in nothing; its state stays readable.
        record Removed(String why) implements Occurrence {}

        /// The disk refused a write of the log: the process must end.
        record LogFailed(String reason) implements Occurrence {}
    }
}
