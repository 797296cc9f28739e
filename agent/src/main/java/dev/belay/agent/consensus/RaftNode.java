package dev.belay.agent.consensus;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.core.member.Group;
import dev.belay.agent.core.member.Standing;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.RaftFacts;
import dev.belay.model.status.RaftRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.proto.RaftProtos.CommitInfoProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/// One running Ratis server with the cluster's group; all that the rest asks of Ratis.
final class RaftNode implements AutoCloseable {

    /// Within so long a living peer answers the coordinator several times.
    private static final long HEARD_MILLIS = 1_500;

    /// A peer whose line is up and that does not answer for so long is not fed.
    private static final long STARVING_MILLIS = 6_000;

    /// What a peer may lack and still be fed in no time.
    private static final long NEAR_ENTRIES = 64;

    /// Pings of a peer may come as often as this; gRPC's own limit would end the line.
    private static final Duration PING_MIN = Duration.ofSeconds(1);

    private static final Duration LOG_BYTES_FOR = Duration.ofSeconds(5);

    private record LogBytes(long bytes, long atNanos) {}

    private final RaftServer server;
    private final RaftServer.Division division;
    private final ClusterMachine machine;
    private final RaftGroupId group;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();
    private final Path logDir;
    private final Silences silences;
    private volatile LogBytes logBytes;

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
        this.silences = new Silences(server.getId(), division);
        this.logBytes = new LogBytes(countLogBytes(), System.nanoTime());
    }

    /// What a node is started with, besides its configuration.
    record Parts(
            Path raftDir,
            GrpcTlsConfig tls,
            ClusterMachine machine,
            ServerServiceDefinition service,
            VoteGate gate,
            Callers callers,
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
                                .intercept(parts.callers())
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
            RaftServer.Division division = server.getDivision(group);
            ListenerTimer.end(division);
            return new RaftNode(server, division, parts.machine(), group, home.resolve("current"));
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
    Leadership.Look look() {
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
        long silentMillis =
                leader == null ? Silences.NEVER_MILLIS : silences.atMostMillis(info, role, leader);
        boolean fresh = silentMillis <= RaftSettings.STEP_DOWN_MILLIS;
        return new Leadership.Look(
                leader == null ? null : leader.toString(),
                info.getCurrentTerm(),
                role,
                Duration.ofMillis(silentMillis),
                leader != null && fresh);
    }

    boolean leads() {
        return division.getInfo().isLeader();
    }

    /// What this node says of itself for a read; see {@link QuorumRead}.
    ///
    /// @param answer asked for only when this node leads and may answer
    QuorumRead.Word word(Supplier<ClusterMachine.Reading> answer) {
        DivisionInfo info = division.getInfo();
        long term = info.getCurrentTerm();
        if (!info.isLeaderReady()) {
            return new QuorumRead.Word(info.getCurrentTerm(), null);
        }
        RaftConfiguration conf = division.getRaftConf();
        ClusterMachine.Reading reading = answer.get();
        var lead =
                new QuorumRead.Lead(
                        ids(conf.getCurrentPeers(RaftPeerRole.FOLLOWER)),
                        ids(conf.getPreviousPeers(RaftPeerRole.FOLLOWER)),
                        reading.index(),
                        reading.answer());
        // Its role ends before its term goes up: in one and the same term it was one coordinator.
        long after = info.getCurrentTerm();
        return new QuorumRead.Word(after, after == term ? lead : null);
    }

    /// What this node is now; see {@link LeasePort.Seat}.
    LeasePort.Seat seat(boolean mayVote) {
        DivisionInfo info = division.getInfo();
        long term = info.getCurrentTerm();
        boolean leads = info.isLeaderReady();
        RaftConfiguration conf = division.getRaftConf();
        long after = info.getCurrentTerm();
        return new LeasePort.Seat(
                after,
                leads && after == term,
                mayVote,
                ids(conf.getCurrentPeers(RaftPeerRole.FOLLOWER)),
                ids(conf.getPreviousPeers(RaftPeerRole.FOLLOWER)));
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

    /// What the log takes on the disk; looked at now and then only, for it reads a folder.
    private long logBytes() {
        LogBytes known = logBytes;
        long now = System.nanoTime();
        if (now - known.atNanos() > LOG_BYTES_FOR.toNanos()) {
            known = new LogBytes(countLogBytes(), now);
            logBytes = known;
        }
        return known.bytes();
    }

    private long countLogBytes() {
        try (Stream<Path> files = Files.list(logDir)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /// A write to this server, under a number of its own.
    RaftClientRequest write(byte[] content, Duration deadline) {
        return RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(server.getId())
                .setGroupId(group)
                .setCallId(calls.incrementAndGet())
                .setMessage(Message.valueOf(ByteString.copyFrom(content)))
                .setType(RaftClientRequest.writeRequestType())
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
    ///
    /// @param but a voter that shall not get it; may be empty
    void handOver(String but, Duration deadline) {
        String next = freshest(but);
        if (next != null) {
            handOverTo(next, deadline);
        }
    }

    /// Hands the lead to a voter; blocks at most as long as it is told.
    void handOverTo(String next, Duration deadline) {
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

    private @Nullable String freshest(String but) {
        Set<String> voters = group().voters();
        String best = null;
        long bestSilence = RaftSettings.STEP_DOWN_MILLIS;
        for (var peer : Silences.of(division.getInfo().getRoleInfoProto()).entrySet()) {
            if (voters.contains(peer.getKey())
                    && !peer.getKey().equals(but)
                    && peer.getValue() < bestSilence) {
                best = peer.getKey();
                bestSilence = peer.getValue();
            }
        }
        return best;
    }

    /// The group as this node's log has it.
    Group group() {
        RaftConfiguration now = division.getRaftConf();
        return new Group(
                ids(now.getCurrentPeers(RaftPeerRole.FOLLOWER)),
                ids(now.getCurrentPeers(RaftPeerRole.LISTENER)),
                !now.getPreviousPeers(RaftPeerRole.FOLLOWER).isEmpty()
                        || now.getLogEntryIndex() > committed());
    }

    private static SortedSet<String> ids(Collection<RaftPeer> peers) {
        return peers.stream()
                .map(peer -> peer.getId().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// How the members of the group are, as their coordinator finds them; empty when this node is
    /// not.
    Map<String, Standing> peers() {
        RoleInfoProto role = division.getInfo().getRoleInfoProto();
        if (!role.hasLeaderInfo()) {
            return Map.of();
        }
        long committed = committed();
        Map<String, Long> behind = new HashMap<>();
        for (CommitInfoProto one : division.getCommitInfos()) {
            behind.put(one.getServer().getId().toStringUtf8(), committed - one.getCommitIndex());
        }
        Map<String, Standing> peers = new HashMap<>();
        Silences.of(role)
                .forEach((id, silence) -> {
                    boolean heard = silence < HEARD_MILLIS;
                    boolean near = behind.getOrDefault(id, Long.MAX_VALUE) <= NEAR_ENTRIES;
                    peers.put(id, new Standing(heard, heard && near, silence < STARVING_MILLIS));
                });
        return peers;
    }

    /// Makes the group another; the future fails when this node is not the coordinator, or the
    /// group is not as told.
    CompletableFuture<RaftClientReply> regroup(
            Group from, Group to, List<Member> known, Duration deadline) {
        Map<String, RaftPeer> peers = new HashMap<>();
        peers(known).forEach(peer -> peers.put(peer.getId().toString(), peer));
        division.getRaftConf()
                .getAllPeers()
                .forEach(peer -> peers.put(peer.getId().toString(), peer));
        division.getRaftConf()
                .getAllPeers(RaftPeerRole.LISTENER)
                .forEach(peer -> peers.put(peer.getId().toString(), peer));
        var arguments =
                SetConfigurationRequest.Arguments.newBuilder()
                        .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
                        .setServersInCurrentConf(of(from.voters(), peers, RaftPeerRole.FOLLOWER))
                        .setListenersInCurrentConf(
                                of(from.listeners(), peers, RaftPeerRole.LISTENER))
                        .setServersInNewConf(of(to.voters(), peers, RaftPeerRole.FOLLOWER))
                        .setListenersInNewConf(of(to.listeners(), peers, RaftPeerRole.LISTENER))
                        .build();
        var request =
                new SetConfigurationRequest(
                        client, server.getId(), group, calls.incrementAndGet(), arguments);
        try {
            return server.setConfigurationAsync(request)
                    .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static List<RaftPeer> of(
            SortedSet<String> ids, Map<String, RaftPeer> peers, RaftPeerRole role) {
        return ids.stream()
                .map(peers::get)
                .filter(Objects::nonNull)
                .map(peer -> RaftPeer.newBuilder(peer).setStartupRole(role).build())
                .toList();
    }

    /// Whether this node plays another part than its own log says: a voter that became a listener
    /// has to be started anew.
    boolean isMiscast() {
        DivisionInfo info = division.getInfo();
        boolean votes = info.isAlive() && (info.isFollower() || info.isCandidate());
        return votes
                && isListener(division.getRaftConf().getCurrentPeers(RaftPeerRole.LISTENER))
                && !group().changing();
    }

    private boolean isListener(Collection<RaftPeer> listeners) {
        return listeners.stream().anyMatch(peer -> peer.getId().equals(server.getId()));
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
