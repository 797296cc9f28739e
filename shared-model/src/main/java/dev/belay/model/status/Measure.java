package dev.belay.model.status;

import java.util.List;
import java.util.Optional;

/// A quantity that every agent samples and keeps a history of.
///
/// @param id stable, `lowerCamelCase`
/// @param unit `%`, `B`, `B/s`, `ms`, `entries`, `s`, or empty for a plain number
public record Measure(String id, String unit) {

    public static final Measure CPU = new Measure("cpu", "%");
    public static final Measure MEMORY = new Measure("memory", "%");
    public static final Measure DISK = new Measure("disk", "%");
    public static final Measure NET_RECEIVED = new Measure("netReceived", "B/s");
    public static final Measure NET_SENT = new Measure("netSent", "B/s");
    public static final Measure LOAD = new Measure("load", "");
    public static final Measure AGENT_CPU = new Measure("agentCpu", "%");
    public static final Measure AGENT_MEMORY = new Measure("agentMemory", "B");
    public static final Measure RAFT_TERM = new Measure("raftTerm", "");
    public static final Measure RAFT_COMMIT = new Measure("raftCommit", "entries");
    public static final Measure RAFT_APPLY_LAG = new Measure("raftApplyLag", "entries");
    public static final Measure PEER_ROUND_TRIP = new Measure("peerRoundTrip", "ms");

    /// All measures, in the order of the arrays in samples and histories.
    public static final List<Measure> ALL =
            List.of(
                    CPU,
                    MEMORY,
                    DISK,
                    NET_RECEIVED,
                    NET_SENT,
                    LOAD,
                    AGENT_CPU,
                    AGENT_MEMORY,
                    RAFT_TERM,
                    RAFT_COMMIT,
                    RAFT_APPLY_LAG,
                    PEER_ROUND_TRIP);

    public static Optional<Measure> byId(String id) {
        return ALL.stream().filter(measure -> measure.id().equals(id)).findFirst();
    }
}
