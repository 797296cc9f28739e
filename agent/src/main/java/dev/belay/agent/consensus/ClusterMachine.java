package dev.belay.agent.consensus;

import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterCodec;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.CodecException;
import dev.belay.agent.core.cluster.Replica;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.ClientInvocationId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;

/// Holds the replicated state between Ratis, which says when an entry is committed, and {@link
/// Replica}, which says what it does.
final class ClusterMachine extends BaseStateMachine {

    /// What the machine tells; called on threads of Ratis, must not block.
    interface Listener {
        void stateChanged();

        void leaderChanged();

        void leaderReady();

        void snapshotTaken(long index, long sizeBytes);

        void snapshotInstalled(long index);

        void failed(String reason);
    }

    private record Position(Replica replica, TermIndex applied) {}

    private final Listener listener;
    private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
    private final Set<ClientInvocationId> begun = ConcurrentHashMap.newKeySet();
    private volatile Position position = new Position(Replica.EMPTY, TermIndex.valueOf(0, -1));
    private volatile long snapshotIndex = -1;
    private @Nullable Path tmpDir;
    private @Nullable Path snapshotDir;

    ClusterMachine(Listener listener) {
        this.listener = listener;
    }

    ClusterState state() {
        return position.replica().state();
    }

    long appliedIndex() {
        return position.applied().getIndex();
    }

    /// Last entry inside the newest snapshot; -1 without one.
    long snapshotIndex() {
        return snapshotIndex;
    }

    /// Whether a write got as far as the log of this node; asked once, when its request ends.
    boolean tookUp(ClientInvocationId invocation) {
        return begun.remove(invocation);
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage)
            throws IOException {
        super.initialize(server, group, raftStorage);
        storage.init(raftStorage);
        File dir = raftStorage.getStorageDir().getStateMachineDir();
        snapshotDir = dir.toPath();
        tmpDir = raftStorage.getStorageDir().getTmpDir().toPath();
        load();
        getLifeCycle().transition(LifeCycle.State.STARTING);
        getLifeCycle().transition(LifeCycle.State.RUNNING);
    }

    private void load() throws IOException {
        SingleFileSnapshotInfo latest = storage.loadLatestSnapshot();
        if (latest == null) {
            return;
        }
        SnapshotFile file = SnapshotFile.readFrom(latest.getFile().getPath());
        var at = TermIndex.valueOf(file.term(), file.index());
        if (!at.equals(latest.getTermIndex())) {
            throw new IOException(
                    "the snapshot " + latest.getFile().getPath() + " is of another entry, " + at);
        }
        setLastAppliedTermIndex(at);
        position = new Position(file.replica(), at);
        snapshotIndex = file.index();
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return storage;
    }

    // Ratis wrote the files of an installed snapshot, did not make them durable, and renames them
    // after this call: a crash would leave torn ones under a good name.
    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
        if (tmpDir != null && Files.isDirectory(tmpDir)) {
            try {
                Durable.tree(tmpDir);
            } catch (IOException e) {
                listener.failed("a snapshot from another node was not written: " + e.getMessage());
            }
        }
    }

    @Override
    public void reinitialize() throws IOException {
        if (snapshotDir != null) {
            Durable.folder(snapshotDir);
            Path parent = snapshotDir.getParent();
            if (parent != null) {
                Durable.folder(parent);
            }
        }
        load();
        getLifeCycle().transition(LifeCycle.State.STARTING);
        getLifeCycle().transition(LifeCycle.State.RUNNING);
        listener.snapshotInstalled(snapshotIndex);
        listener.stateChanged();
    }

    @Override
    public TransactionContext startTransaction(RaftClientRequest request) throws IOException {
        begun.add(ClientInvocationId.valueOf(request.getClientId(), request.getCallId()));
        return super.startTransaction(request);
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        long index = entry.getIndex();
        ByteString data = entry.getStateMachineLogEntry().getLogData();
        Replica.Step step;
        try {
            step =
                    position.replica()
                            .apply(entry.getTerm(), index, ClusterCodec.entry(data.toByteArray()));
        } catch (CodecException e) {
            listener.failed("entry " + index + " of the log is not understood: " + e.getMessage());
            return CompletableFuture.failedFuture(e);
        }
        var at = TermIndex.valueOf(entry.getTerm(), index);
        // A refused order is in the audit log, too.
        boolean changed = !step.next().state().equals(state());
        position = new Position(step.next(), at);
        updateLastAppliedTermIndex(at);
        if (changed) {
            listener.stateChanged();
        }
        return CompletableFuture.completedFuture(message(ClusterCodec.bytes(step.answer())));
    }

    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        super.notifyTermIndexUpdated(term, index);
        position = new Position(position.replica(), TermIndex.valueOf(term, index));
    }

    /// What the state says of a setting.
    ///
    /// @param index last entry applied to that state
    /// @param answer an {@link Answer}
    record Reading(long index, byte[] answer) {}

    Reading read(String key) {
        Position now = position;
        return new Reading(
                now.applied().getIndex(), ClusterCodec.bytes(now.replica().state().setting(key)));
    }

    @Override
    public long takeSnapshot() throws IOException {
        Position now = position;
        long term = now.applied().getTerm();
        long index = now.applied().getIndex();
        if (index <= snapshotIndex || snapshotDir == null) {
            return snapshotIndex;
        }
        File file = storage.getSnapshotFile(term, index);
        try {
            long size =
                    new SnapshotFile(term, index, now.replica())
                            .writeTo(file.toPath(), file.toPath().resolveSibling("snapshot.new"));
            MD5Hash md5 = MD5FileUtil.computeAndSaveMd5ForFile(file);
            Durable.folder(snapshotDir);
            storage.updateLatestSnapshot(
                    new SingleFileSnapshotInfo(new FileInfo(file.toPath(), md5), term, index));
            snapshotIndex = index;
            listener.snapshotTaken(index, size);
            return index;
        } catch (IOException e) {
            listener.failed("a snapshot was not written: " + e.getMessage());
            throw e;
        }
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
        listener.leaderChanged();
    }

    @Override
    public void notifyLeaderReady() {
        listener.leaderReady();
    }

    @Override
    public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto entry) {
        listener.failed("the log was not written: " + why(cause));
    }

    /// What the disk said: Ratis wraps it into the news that the log failed before.
    static String why(Throwable cause) {
        Throwable first = cause;
        for (Throwable below = cause; below != null; below = below.getCause()) {
            first = below;
        }
        String said = first.getMessage();
        return said == null ? first.toString() : said;
    }

    @Override
    public void close() throws IOException {
        getLifeCycle().checkStateAndClose(() -> {});
    }

    private static Message message(byte[] bytes) {
        return Message.valueOf(ByteString.copyFrom(bytes));
    }
}
