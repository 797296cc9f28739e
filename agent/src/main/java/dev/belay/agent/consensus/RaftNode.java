package dev.belay.agent.consensus;

import dev.belay.agent.config.AgentConfig;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.RaftFacts;
import dev.belay.model.status.RaftRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/// One running Ratis server with the cluster's group; all that the rest asks of Ratis.
final class RaftNode implements AutoCloseable {

    private static final long NEVER_MILLIS = Long.MAX_VALUE / 4;

    /// Pings of a peer may come as often as this; gRPC's own limit would end the line.
    private static final Duration PING_MIN = Duration.ofSeconds(1);

    private final RaftServer server;
    private final RaftServer.Division division;
    private final ClusterMachine machine;
    private final RaftGroupId group;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();
    private final Path logDir;

    private RaftNode(
            RaftServer server,
            RaftServer.Division division,
            ClusterMachine machine,
            RaftGroupId group,
            Path logDir) {
        this.server = server;
        this.division = division;
        this.machine = machine;
        this.group = group;
        this.logDir = logDir;
    }

    /// What a node is started with, besides its configuration.
    record Parts(
            Path raftDir,
            GrpcTlsConfig tls,
            ClusterMachine machine,
            ServerServiceDefinition service,
            VoteGate gate,
            RaftSettings.LogSize logSize) {}

    /// Starts the server: with an empty log when there is none yet, else with what it finds.
    ///
    /// @throws IOException when log or snapshot are damaged, or the disk fails
    static RaftNode start(AgentConfig config, Parts parts) throws IOException {
        RaftGroupId group = RaftGroupName.id(config.clusterId());
        var properties =
                RaftSettings.of(
                        parts.raftDir(), config.listenHost(), config.listenPort(), parts.logSize());
        var parameters = new Parameters();
        GrpcConfigKeys.TLS.setConf(parameters, parts.tls());
        GrpcConfigKeys.Server.setServicesCustomizer(
                parameters,
                (builder, types) ->
                        builder.addService(parts.service())
                                .intercept(parts.gate())
                                .permitKeepAliveWithoutCalls(true)
                                .permitKeepAliveTime(PING_MIN.toMillis(), TimeUnit.MILLISECONDS));
        Path home = parts.raftDir().resolve(RaftGroupName.of(config.clusterId()));
        RaftServer server =
                RaftServer.newBuilder()
                        .setServerId(RaftPeerId.valueOf(config.node()))
                        .setGroup(RaftGroup.valueOf(group, peers(config.members())))
                        .setProperties(properties)
                        .setParameters(parameters)
                        .setStateMachineRegistry(id -> parts.machine())
                        .setOption(
                                Files.isDirectory(home)
                                        ? StartupOption.RECOVER
                                        : StartupOption.FORMAT)
                        .build();
        try {
            server.start();
            return new RaftNode(
                    server,
                    server.getDivision(group),
                    parts.machine(),
                    group,
                    home.resolve("current"));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static List<RaftPeer> peers(List<Member> members) {
        return members.stream()
                .map(member ->
                        RaftPeer.newBuilder()
                                .setId(member.id())
                                .setAddress(member.host() + ":" + member.port())
                                .setStartupRole(
                                        member.role() == MemberRole.LEARNER
                                                ? RaftPeerRole.LISTENER
                                                : RaftPeerRole.FOLLOWER)
                                .build())
                .toList();
    }

    boolean isAlive() {
        return division.getInfo().isAlive();
    }

    /// What Ratis says of the leadership now.
    ///
    /// @param members the members that count
    Leadership.Look look(List<Member> members) {
        DivisionInfo info = division.getInfo();
        if (!info.isAlive()) {
            return new Leadership.Look(
                    null, info.getCurrentTerm(), RaftRole.NONE, Duration.ZERO, false);
        }
        RaftRole role =
                switch (info.getCurrentRole()) {
                    case LEADER -> RaftRole.COORDINATOR;
                    case CANDIDATE -> RaftRole.CANDIDATE;
                    case FOLLOWER -> RaftRole.FOLLOWER;
                    case LISTENER -> RaftRole.LEARNER;
                    case null, default -> RaftRole.NONE;
                };
        RaftPeerId leader = info.getLeaderId();
        long silentMillis = leader == null ? NEVER_MILLIS : silentMillis(info, members);
        boolean fresh = silentMillis <= RaftSettings.STEP_DOWN_MILLIS;
        return new Leadership.Look(
                leader == null ? null : leader.toString(),
                info.getCurrentTerm(),
                role,
                Duration.ofMillis(silentMillis),
                leader != null && fresh);
    }

    private static long silentMillis(DivisionInfo info, List<Member> members) {
        RoleInfoProto role = info.getRoleInfoProto();
        if (role.hasLeaderInfo()) {
            List<String> voters =
                    members.stream()
                            .filter(member -> member.role().votes())
                            .map(Member::id)
                            .toList();
            long[] silences =
                    role.getLeaderInfo().getFollowerInfoList().stream()
                            .filter(peer -> voters.contains(idOf(peer)))
                            .mapToLong(ServerRpcProto::getLastRpcElapsedTimeMs)
                            .sorted()
                            .toArray();
            int others = voters.size() / 2;
            if (others == 0) {
                return 0;
            }
            return silences.length < others ? NEVER_MILLIS : silences[others - 1];
        }
        return role.hasFollowerInfo()
                ? role.getFollowerInfo().getLeaderInfo().getLastRpcElapsedTimeMs()
                : NEVER_MILLIS;
    }

    private static String idOf(ServerRpcProto peer) {
        return peer.getId().getId().toStringUtf8();
    }

    boolean leads() {
        return division.getInfo().isLeader();
    }

    /// Last entry that this node knows to be committed.
    long committed() {
        return division.getRaftLog().getLastCommittedIndex();
    }

    RaftFacts facts() {
        return new RaftFacts(
                division.getRaftLog().getLastCommittedIndex(),
                machine.appliedIndex(),
                machine.snapshotIndex(),
                logBytes());
    }

    private long logBytes() {
        try (Stream<Path> files = Files.list(logDir)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /// A request to this server, under a number of its own.
    RaftClientRequest request(byte[] content, RaftClientRequest.Type type, Duration deadline) {
        return RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(server.getId())
                .setGroupId(group)
                .setCallId(calls.incrementAndGet())
                .setMessage(Message.valueOf(ByteString.copyFrom(content)))
                .setType(type)
                .setTimeoutMs(Math.max(1, deadline.toMillis()))
                .build();
    }

    CompletableFuture<RaftClientReply> submit(RaftClientRequest request) {
        try {
            return server.submitClientRequestAsync(request);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Hands the lead to the voter that was heard last; blocks at most as long as it is told.
    void handOver(List<Member> members, Duration deadline) {
        String self = server.getId().toString();
        String next = freshest(members, self);
        if (next == null) {
            return;
        }
        var request =
                new TransferLeadershipRequest(
                        client,
                        server.getId(),
                        group,
                        calls.incrementAndGet(),
                        RaftPeerId.valueOf(next),
                        deadline.toMillis());
        try {
            server.transferLeadershipAsync(request).get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException e) {
            // The others elect one by themselves, a little later.
            return;
        }
    }

    private @Nullable String freshest(List<Member> members, String self) {
        RoleInfoProto role = division.getInfo().getRoleInfoProto();
        String best = null;
        long bestSilence = RaftSettings.STEP_DOWN_MILLIS;
        for (ServerRpcProto peer : role.getLeaderInfo().getFollowerInfoList()) {
            String id = idOf(peer);
            boolean mayLead =
                    !id.equals(self)
                            && members.stream()
                                    .anyMatch(member ->
                                            member.id().equals(id) && member.role().votes());
            if (mayLead && peer.getLastRpcElapsedTimeMs() < bestSilence) {
                best = id;
                bestSilence = peer.getLastRpcElapsedTimeMs();
            }
        }
        return best;
    }

    /// Whether log and state are closed; the rest of Ratis may still be ending its threads.
    boolean isLogClosed() {
        return division.getInfo().getLifeCycleState() == LifeCycle.State.CLOSED;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
