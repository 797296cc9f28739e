package dev.belay.agent.consensus;

import dev.belay.model.status.RaftRole;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.jspecify.annotations.Nullable;

/// How long others have not been heard, as Ratis has it.
final class Silences {

    static final long NEVER_MILLIS = Long.MAX_VALUE / 4;

    /// A silence that was shorter before need not be asked for again.
    static final long KNOWN_MILLIS = RaftSettings.STEP_DOWN_MILLIS * 4L / 5;

    private final RaftPeerId self;
    private final RaftServer.Division division;
    private volatile @Nullable Silence silence;

    Silences(RaftPeerId self, RaftServer.Division division) {
        this.self = self;
        this.division = division;
    }

    /// How long the coordinator, or a majority, has been silent at most. Ratis makes a message of
    /// all that it knows to say it; what it said holds with the time that has passed since, for as
    /// long as that is well below what counts as silence.
    long atMostMillis(DivisionInfo info, RaftRole role, RaftPeerId leader) {
        Silence known = silence;
        var whose =
                new Whose(
                        role,
                        info.getCurrentTerm(),
                        leader.toString(),
                        division.getRaftConf().getLogEntryIndex());
        long now = System.nanoTime();
        if (known == null || !known.holds(whose, now)) {
            known = new Silence(whose, silentMillis(info), now);
            silence = known;
        }
        return known.atMostMillis(now);
    }

    /// Of which coordinator, in which group, a silence was asked.
    record Whose(RaftRole role, long term, String coordinator, long groupIndex) {}

    record Silence(Whose whose, long millis, long atNanos) {

        boolean holds(Whose now, long nowNanos) {
            return whose.equals(now) && atMostMillis(nowNanos) <= KNOWN_MILLIS;
        }

        long atMostMillis(long nowNanos) {
            return millis + (nowNanos - atNanos) / 1_000_000;
        }
    }

    private long silentMillis(DivisionInfo info) {
        RoleInfoProto role = info.getRoleInfoProto();
        if (role.hasLeaderInfo()) {
            Map<String, Long> silences = of(role);
            RaftConfiguration now = division.getRaftConf();
            // While the group changes, a majority of either one is needed.
            return Math.max(
                    silentMillis(silences, now.getCurrentPeers(RaftPeerRole.FOLLOWER)),
                    silentMillis(silences, now.getPreviousPeers(RaftPeerRole.FOLLOWER)));
        }
        return role.hasFollowerInfo()
                ? role.getFollowerInfo().getLeaderInfo().getLastRpcElapsedTimeMs()
                : NEVER_MILLIS;
    }

    private long silentMillis(Map<String, Long> silences, Collection<RaftPeer> voters) {
        long[] sorted =
                voters.stream()
                        .map(RaftPeer::getId)
                        .mapToLong(id ->
                                id.equals(self)
                                        ? 0
                                        : silences.getOrDefault(id.toString(), NEVER_MILLIS))
                        .sorted()
                        .toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /// How long each peer has not answered this node, which must be the coordinator; by id.
    static Map<String, Long> of(RoleInfoProto role) {
        return role.getLeaderInfo().getFollowerInfoList().stream()
                .collect(
                        Collectors.toMap(
                                Silences::idOf,
                                ServerRpcProto::getLastRpcElapsedTimeMs,
                                Math::min));
    }

    private static String idOf(ServerRpcProto peer) {
        return peer.getId().getId().toStringUtf8();
    }
}
