package dev.belay.agent.consensus;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/// How Ratis is set, and why where it is not plain; measured, see
/// `docs/decisions/0003-apache-ratis.md`.
final class RaftSettings {

    /// Without a majority for so long, a coordinator steps down.
    static final int STEP_DOWN_MILLIS = 500;

    /// How much log is kept: at most the entries since the last snapshot but one, and what else is
    /// in the same segments.
    ///
    /// @param snapshotEvery entries between two snapshots
    /// @param segmentBytes of one file of the log; purged as a whole
    record LogSize(long snapshotEvery, long segmentBytes) {

        static final LogSize OF_AN_AGENT = new LogSize(10_000, 4 << 20);
    }

    // Heartbeats go out every half of the lower one. Below 200 a cold start flaps; above 300 the
    // median of a failover comes near to a second.
    static final int ELECTION_MIN_MILLIS = 250;
    private static final int ELECTION_MAX_MILLIS = 450;

    /// How a peer that does not answer, or whose log differs, is tried again: pause and how often,
    /// one after the other. A pause as long as the time between two heartbeats would be for ever:
    /// when one is due, Ratis sends it in place of entries, a log that differs refuses it, and the
    /// pause begins anew.
    static final String APPEND_AGAIN = "1ms,10, 60ms,1000000000";

    private RaftSettings() {}

    static RaftProperties of(Path raftDir, String listenHost, int listenPort, LogSize size) {
        var properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(properties, List.of(raftDir.toFile()));
        RaftServerConfigKeys.setRemovedGroupsDir(properties, raftDir.resolve("removed").toFile());
        elections(properties);
        log(properties, size);
        transport(properties, listenHost, listenPort);
        return properties;
    }

    private static void elections(RaftProperties properties) {
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, millis(ELECTION_MIN_MILLIS));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, millis(ELECTION_MAX_MILLIS));
        // A vote that is asked of a hung peer would otherwise hold a thread for three seconds.
        RaftServerConfigKeys.Rpc.setRequestTimeout(properties, millis(1_000));
        // The default of 10 s is an outage of 13 s when this node alone has the longest log.
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(
                properties, millis(STEP_DOWN_MILLIS));
        RaftServerConfigKeys.LeaderElection.setMemberMajorityAdd(properties, true);
    }

    private static void log(RaftProperties properties, LogSize size) {
        RaftServerConfigKeys.Log.setSegmentSizeMax(
                properties, SizeInBytes.valueOf(size.segmentBytes()));
        RaftServerConfigKeys.Log.setPreallocatedSize(
                properties, SizeInBytes.valueOf(Math.min(1 << 20, size.segmentBytes())));
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, SizeInBytes.valueOf("1MB"));
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, 2);
        RaftServerConfigKeys.Log.setSegmentCacheSizeMax(properties, SizeInBytes.valueOf("8MB"));
        RaftServerConfigKeys.Log.setQueueByteLimit(properties, SizeInBytes.valueOf("8MB"));
        RaftServerConfigKeys.Write.setByteLimit(properties, SizeInBytes.valueOf("8MB"));
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(
                properties, SizeInBytes.valueOf("512KB"));
        // The default grows to five seconds, and a node that comes back waits for it.
        RaftServerConfigKeys.Log.Appender.setRetryPolicy(properties, APPEND_AGAIN);
        RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(
                properties, SizeInBytes.valueOf("1MB"));
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
        RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, size.snapshotEvery());
        RaftServerConfigKeys.Snapshot.setRetentionFileNum(properties, 2);
        RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
        // A stop must not be late for the sake of a snapshot that the log can make again.
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setPurgeGap(
                properties, (int) Math.min(1_024, size.snapshotEvery()));
    }

    private static void transport(RaftProperties properties, String listenHost, int listenPort) {
        GrpcConfigKeys.Server.setHost(properties, listenHost);
        GrpcConfigKeys.Client.setHost(properties, listenHost);
        GrpcConfigKeys.Admin.setHost(properties, listenHost);
        GrpcConfigKeys.Server.setPort(properties, listenPort);
        // At least 1 MB above the appender's buffer, or Ratis refuses to start.
        GrpcConfigKeys.setMessageSizeMax(properties, SizeInBytes.valueOf("4MB"));
        // Threads are memory: a group of three needs few of them.
        GrpcConfigKeys.Server.setBossGroupSize(properties, 1);
        GrpcConfigKeys.Server.setWorkerGroupSize(properties, 2);
        GrpcConfigKeys.Client.setWorkerGroupSize(properties, 1);
        GrpcConfigKeys.Server.setAsyncRequestThreadPoolSize(properties, 4);
        GrpcConfigKeys.setUseEpoll(properties, false);
    }

    private static TimeDuration millis(long millis) {
        return TimeDuration.valueOf(millis, TimeUnit.MILLISECONDS);
    }
}
