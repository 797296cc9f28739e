package dev.belay.agent.consensus;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.ratis.protocol.RaftGroupId;

/// The Raft group of a cluster: its id is derived, so that agents of different clusters never talk
/// of the same group.
final class RaftGroupName {

    private RaftGroupName() {}

    static RaftGroupId id(String clusterId) {
        return RaftGroupId.valueOf(UUID.fromString(of(clusterId)));
    }

    /// Name of the group's folder.
    static String of(String clusterId) {
        return UUID.nameUUIDFromBytes(("belay " + clusterId).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
