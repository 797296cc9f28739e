package dev.belay.agent.consensus;

import static dev.belay.agent.consensus.Admission.Known.STRANGER;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterCodec;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Command;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.member.Group;
import dev.belay.agent.core.member.Standing;
import dev.belay.agent.enroll.NodeName;
import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.RaftFacts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.grpc.GrpcUtil;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.netty.channel.EventLoopGroup;
import org.apache.ratis.thirdparty.io.netty.channel.nio.NioEventLoopGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Consensus by Apache Ratis over gRPC with mutual TLS.
///
/// NEW -> RUNNING -> CLOSED; RUNNING -> REMOVED -> CLOSED; any -> CLOSED. One thread of its own
/// looks at Ratis and calls the listeners; Ratis' threads only wake it.
public final class RatisConsensus implements Consensus, GroupPort, PeerChannel, LeasePort {

    private static final Logger LOG = LoggerFactory.getLogger(RatisConsensus.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration HAND_OVER = Duration.ofMillis(900);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private static final Duration FOUND = Duration.ofSeconds(5);

    /// The port of content comes so much after the listening one; enrollment's lies between.
    private static final int DOOR_AFTER = 2;

    private final AgentConfig config;
    private final InstantSource clock;
    private final RaftSettings.LogSize logSize;
    private final NodeName self;
    private final ScheduledExecutorService watcher;
    private final List<Runnable> changeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Occurrence>> occurrenceListeners = new CopyOnWriteArrayList<>();
    private final OwnPlace place;
    private final PeerService service = new PeerService(new Peers());
    private volatile ClusterMachine machine = new ClusterMachine(new Machine());

    /// What the machine before held, until the one that is starting has read its log.
    private volatile ClusterState former = ClusterState.UNFOUNDED;

    private volatile long formerIndex = -1;

    /// Whether this node has applied what was committed when it began.
    private volatile boolean settled;

    private volatile Leadership leadership;
    private volatile @Nullable Running running;
    private final Restarts restarts = new Restarts();
    private final Farewells farewells = new Farewells();
    private @Nullable FormerLines formerLines;
    private boolean failed;
    private volatile @Nullable Thread leaving;
    private @Nullable Exile exile;

    /// What lives as long as this node takes part.
    private record Means(
            StateFolder folder,
            PeerTls guard,
            GrpcTlsConfig tls,
            VoteGate gate,
            PeerCalls calls,
            EventLoopGroup threads,
            ContentDoor door,
            Asker asker) {}

    /// What lives as long as one start of Ratis.
    private record Running(Means means, RaftNode node, Requests requests, Joining joining) {

        PeerCalls calls() {
            return means.calls();
        }

        Asker asker() {
            return means.asker();
        }
    }

    public RatisConsensus(AgentConfig config, InstantSource clock) {
        this(config, clock, RaftSettings.LogSize.OF_AN_AGENT);
    }

    RatisConsensus(AgentConfig config, InstantSource clock, RaftSettings.LogSize logSize) {
        this.config = config;
        this.clock = clock;
        this.logSize = logSize;
        this.self = new NodeName(config.clusterId(), config.node());
        this.place = new OwnPlace(config.node());
        this.leadership = Leadership.atStart(clock.instant());
        this.watcher =
                Executors.newSingleThreadScheduledExecutor(work -> {
                    var thread = new Thread(work, "belay-consensus");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /// Takes the state folder, opens the port and joins the others. Blocks until the log is read;
    /// listeners that were added before miss nothing.
    ///
    /// @throws ConsensusException when certificates, folder, log or address are not as they should
    ///   be; nothing is left running then
    public void start() throws ConsensusException {
        RaftLogging.quiet();
        checkMember();
        var tls =
                new PeerTls(
                        config.tls(), self, this::admitted, () -> state().trust(), this::isLeaving);
        checkAddress();
        StateFolder folder = StateFolder.open(config.stateDir(), self);
        place.isAt(folder.instance());
        var gate = new VoteGate();
        if (folder.joined()) {
            gate.open();
        }
        var grpcTls = tls.grpc();
        var threads = new NioEventLoopGroup(1);
        var calls = new PeerCalls(GrpcUtil.buildSslContextForClient(grpcTls), threads);
        config.members().stream()
                .filter(member -> !member.id().equals(config.node()))
                .forEach(calls::dial);
        ContentDoor door;
        try {
            door =
                    ContentDoor.open(
                            config.listenHost(),
                            config.listenPort() + DOOR_AFTER,
                            tls,
                            service::served);
        } catch (IOException e) {
            calls.close();
            var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            folder.close();
            throw addressUnusable(e);
        }
        var asker = new Asker(config.clusterId(), tls, calls, this::members);
        var means = new Means(folder, tls, grpcTls, gate, calls, threads, door, asker);
        try {
            running = begin(means);
        } catch (IOException | RuntimeException e) {
            release(means);
            throw new ConsensusException(
                    new ApiError(
                            "log-unusable",
                            "a whole log and snapshot in " + folder.raft(),
                            rootCause(e),
                            "repair the disk, or remove that folder: the node"
                                    + " catches up from its peers"),
                    e);
        }
        exile = new Exile(config.node(), calls, this::members, tls::isValidNow);
        formerLines = new FormerLines(config.node(), tls, calls, watcher);
        var _ =
                watcher.scheduleWithFixedDelay(
                        this::watch, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Running begin(Means means) throws IOException {
        int cut = LogTail.cut(means.folder().log(config.clusterId()));
        if (cut > 0) {
            LOG.warn("log.tail-cut bytes={} reason=\"an entry was torn by a crash\"", cut);
        }
        var node =
                RaftNode.start(
                        config,
                        new RaftNode.Parts(
                                means.folder().raft(),
                                means.tls(),
                                machine,
                                service.definition(),
                                means.gate(),
                                new Callers(means.guard()::refusal, RatisConsensus::nodeOf),
                                logSize));
        var requests =
                new Requests(
                        node, machine, means.calls(), means.gate(), this::members, config.node());
        var joining =
                new Joining(
                        Admission.of(config.node(), config.members()),
                        means.folder(),
                        means.gate(),
                        means.calls(),
                        requests,
                        machine);
        if (!means.folder().joined()) {
            Thread.ofVirtual().name("belay-joining").start(joining);
        }
        return new Running(means, node, requests, joining);
    }

    private static String nodeOf(X509Certificate certificate) {
        return NodeName.of(certificate).map(NodeName::nodeId).orElse("");
    }

    private static void release(Means means) {
        means.calls().close();
        means.asker().close();
        means.door().close();
        var _ = means.threads().shutdownGracefully(0, 1, TimeUnit.SECONDS);
        means.folder().close();
    }

    /// A voter that became a listener cannot turn into one while it runs (RATIS-1825), and a voter
    /// that was taken out of the group is ended by Ratis: both begin anew with what is on the disk.
    private void restart(Running now, String why) {
        LOG.info("consensus.restarted reason=\"{}\"", why);
        end(now);
        settled = false;
        formerIndex = machine.appliedIndex();
        former = machine.state();
        place.beginAnew();
        machine = new ClusterMachine(new Machine());
        try {
            running = begin(now.means());
        } catch (IOException | RuntimeException e) {
            fail("the log could not be opened again: " + rootCause(e));
        }
    }

    private void end(Running now) {
        now.joining().stop();
        // Ratis waits for hung peers one after the other; the log is closed long before.
        var closing =
                Thread.ofPlatform()
                        .daemon()
                        .name("belay-consensus-close")
                        .start(() -> closeNode(now.node()));
        awaitClosed(now.node(), closing);
    }

    private void leave(Running now, String why) {
        running = null;
        LOG.warn("consensus.left reason=\"{}\"", why);
        leadership = Leadership.atStart(clock.instant());
        leaving =
                Thread.ofPlatform()
                        .daemon()
                        .name("belay-consensus-leave")
                        .start(() -> {
                            end(now);
                            release(now.means());
                            tell(new Occurrence.Removed(why));
                            changeListeners.forEach(Runnable::run);
                        });
    }

    private void checkMember() throws ConsensusException {
        if (config.members().stream().noneMatch(member -> member.id().equals(config.node()))) {
            throw new ConsensusException(
                    new ApiError(
                            "not-a-member",
                            "node '" + config.node() + "' among the members",
                            config.members().stream().map(Member::id).toList().toString(),
                            "correct node or members in the configuration"),
                    null);
        }
    }

    // Ratis ends the process when the port is taken: asked first, it is an error with a name.
    private void checkAddress() throws ConsensusException {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(config.listenHost(), config.listenPort()));
        } catch (IOException e) {
            throw addressUnusable(e);
        }
    }

    private ConsensusException addressUnusable(IOException e) {
        return new ConsensusException(
                new ApiError(
                        "listen-address-unusable",
                        "the address "
                                + config.listenHost()
                                + ":"
                                + config.listenPort()
                                + " of this host, not in use",
                        String.valueOf(e.getMessage()),
                        "stop the other program, or correct listenHost and listenPort"),
                e);
    }

    static String rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private void watch() {
        Running now = running;
        if (now == null) {
            return;
        }
        try {
            Leadership before = leadership;
            Leadership.Change change = before.after(now.node().look(), clock.instant());
            leadership = change.next();
            change.occurrences().forEach(this::tell);
            if (change.next().differsFrom(before)) {
                changeListeners.forEach(Runnable::run);
            }
            settle(now);
            if (settled) {
                cutRefused();
            }
            lookAtOwnPart(now);
        } catch (RuntimeException e) {
            LOG.error("consensus.watch-failed", e);
        }
    }

    private void settle(Running now) {
        if (!settled
                && leadership.opinion().coordinator() != null
                && machine.state().isFounded()
                && machine.appliedIndex() >= now.node().committed()) {
            settled = true;
            now.calls().keepOnly(members());
            cutRefused();
        }
    }

    private void lookAtOwnPart(Running now) {
        Exile refused = exile;
        if (place.isGone()) {
            leave(now, "taken out of the cluster");
        } else if (refused != null && refused.isCertain(leadership.opinion().quorate())) {
            leave(now, "its certificate is refused by " + refused.by());
        } else if (!now.node().isAlive() && !failed) {
            if (restarts.isOneMore(System.nanoTime())) {
                restart(now, "Ratis ended by itself");
            } else {
                fail("Ratis ended by itself; its log says why");
            }
        } else if (now.node().isMiscast()) {
            restart(now, "it votes no longer");
        }
    }

    private void tell(Occurrence occurrence) {
        occurrenceListeners.forEach(listener -> listener.accept(occurrence));
    }

    /// Runs on the watcher, so that listeners never run on two threads at once.
    private void soon(Runnable work) {
        try {
            watcher.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed", e);
        }
    }

    private void fail(String reason) {
        if (!failed) {
            failed = true;
            tell(new Occurrence.LogFailed(reason));
        }
    }

    private void stateChanged() {
        Running now = running;
        if (now != null && settled) {
            now.calls().keepOnly(members());
            cutRefused();
        }
        if (now != null) {
            if (place.isGone()) {
                watch();
            }
        }
        changeListeners.forEach(Runnable::run);
    }

    private void cutRefused() {
        Running now = running;
        FormerLines lines = formerLines;
        if (now != null && lines != null) {
            lines.look(state(), now.node().group(), farewells.isOneOver());
        }
    }

    private void found() {
        Running now = running;
        if (now != null && !machine.state().isFounded()) {
            var command =
                    new Command.Found(config.clusterId(), config.clusterName(), config.members());
            Thread.ofVirtual()
                    .name("belay-found")
                    .start(() -> now.requests().write(command, FOUND));
        }
    }

    @Override
    public Opinion opinion() {
        Running now = running;
        if (now == null) {
            return leadership.opinion();
        }
        return leadership.after(now.node().look(), clock.instant()).next().opinion();
    }

    @Override
    public RaftFacts raft() {
        Running now = running;
        return now == null ? new RaftFacts(-1, -1, -1, 0) : now.node().facts();
    }

    @Override
    public List<Member> members() {
        ClusterState state = state();
        return state.isFounded() ? state.members() : config.members();
    }

    private boolean isLeaving(String node) {
        Running now = running;
        return now != null
                && state().member(node).isEmpty()
                && (now.node().group().voters().contains(node) || farewells.isOpen(node));
    }

    /// Whom this node lets in. While it applies entries of the past, those that it knew before are
    /// members too.
    private List<Member> admitted() {
        if (settled) {
            return members();
        }
        var all = new TreeMap<String, Member>();
        config.members().forEach(one -> all.put(one.id(), one));
        former.members().forEach(one -> all.put(one.id(), one));
        machine.state().members().forEach(one -> all.put(one.id(), one));
        return List.copyOf(all.values());
    }

    @Override
    public String clusterName() {
        ClusterState state = state();
        return state.isFounded() ? state.name().value() : config.clusterName();
    }

    /// Fingerprint of the replicated state as this node has applied it.
    public String stateHash() {
        return ClusterCodec.hash(machine.state());
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
        Running now = running;
        if (now == null) {
            return notRunning();
        }
        var command = new Command.SetSetting(key, value, ifVersion);
        Optional<ApiError> refusal = command.refusal();
        return refusal.isPresent()
                ? new Outcome.Refused<>(refusal.get())
                : Requests.setting(now.requests().write(command, deadline));
    }

    @Override
    public Outcome<Answer> act(Actor actor, Order order, Duration deadline) {
        Running now = running;
        if (now == null) {
            return leaving == null ? notRunning() : noMember();
        }
        if (order instanceof Order.Setting(var key, var value, var ifVersion)) {
            Optional<ApiError> refusal = new Command.SetSetting(key, value, ifVersion).refusal();
            if (refusal.isPresent()) {
                return new Outcome.Refused<>(refusal.get());
            }
        }
        return now.requests()
                .write(new Command.Act(actor, clock.instant().toEpochMilli(), order), deadline);
    }

    @Override
    public ClusterState state() {
        ClusterMachine now = machine;
        return now.state().isFounded() && now.appliedIndex() >= formerIndex ? now.state() : former;
    }

    @Override
    public Group group() {
        Running now = running;
        return now == null ? Group.NONE : now.node().group();
    }

    @Override
    public Map<String, Standing> peers() {
        Running now = running;
        if (now == null || !now.node().leads()) {
            return Map.of();
        }
        var peers = new HashMap<String, Standing>(now.node().peers());
        Set<String> voters = now.node().group().voters();
        for (Member member : members()) {
            Standing known = peers.getOrDefault(member.id(), Standing.SILENT);
            boolean counts = member.id().equals(config.node()) || voters.contains(member.id());
            // Whoever is not in the group yet, or is not fed, is heard when its line is up.
            if (!counts && !known.fed()) {
                peers.put(member.id(), new Standing(now.calls().isUp(member), false, false));
            }
        }
        return peers;
    }

    @Override
    public Outcome<Group> regroup(Group from, Group to, Duration deadline) {
        Running now = running;
        if (now == null) {
            return notRunning();
        }
        try {
            var reply =
                    now.node()
                            .regroup(from, to, members(), deadline)
                            .get(deadline.toMillis() + 100, TimeUnit.MILLISECONDS);
            return reply.isSuccess()
                    ? new Outcome.Done<>(now.node().group())
                    : new Outcome.Unknown<>(rootCause(reply.getException()));
        } catch (ExecutionException e) {
            return new Outcome.Unknown<>(rootCause(e));
        } catch (TimeoutException e) {
            return new Outcome.Unknown<>("not done within " + deadline.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown<>("interrupted");
        }
    }

    @Override
    public void giveUpChange(Duration deadline) {
        Running now = running;
        if (now == null || !now.node().leads()) {
            return;
        }
        if (now.node().group().voters().size() > 1) {
            now.node().handOver("", deadline);
        } else {
            soon(() -> {
                if (now.equals(running)) {
                    restart(now, "a change of the group neither ended nor failed");
                }
            });
        }
    }

    @Override
    public void handOver(String to, Duration deadline) {
        Running now = running;
        if (now != null && now.node().leads()) {
            now.node().handOverTo(to, deadline);
        }
    }

    @Override
    public Outcome<VersionedSetting> readSetting(String key, Duration deadline) {
        Running now = running;
        return now == null ? notRunning() : now.requests().read(key, deadline);
    }

    @Override
    public Outcome<byte[]> ask(String member, byte[] question, Duration deadline) {
        return call(member, PeerWire.ASK, question, deadline);
    }

    @Override
    public Outcome<byte[]> request(String member, byte[] request, Duration deadline) {
        return call(member, PeerWire.REQUEST, request, deadline);
    }

    @Override
    public Outcome<byte[]> fetch(String member, byte[] question, Duration deadline) {
        return call(member, PeerWire.FETCH, question, deadline);
    }

    @Override
    public Outcome<byte[]> fetchMuch(String member, byte[] question, Duration deadline) {
        Running now = running;
        return now == null ? notRunning() : now.asker().askMuch(member, question, deadline);
    }

    @Override
    public Seat seat() {
        Running now = running;
        return now == null || !now.node().isAlive()
                ? Seat.NONE
                : now.node().seat(now.means().gate().isOpen());
    }

    @Override
    public void askForLease(
            String member, byte[] question, Duration deadline, Consumer<byte[]> answer) {
        Running now = running;
        if (now == null) {
            return;
        }
        for (Member one : members()) {
            if (one.id().equals(member)) {
                var _ =
                        now.calls()
                                .call(one, PeerWire.LEASE, question, deadline)
                                .thenAccept(answer);
            }
        }
    }

    @Override
    public void answerForLeases(BiFunction<String, byte[], byte[]> responder) {
        service.leaseWith(responder);
    }

    @Override
    public void respondWith(BiFunction<String, byte[], byte[]> responder) {
        service.respondWith(responder);
    }

    @Override
    public void reconnect() {
        Running now = running;
        if (now != null) {
            members().forEach(one -> now.calls().renew(one.id()));
        }
    }

    @Override
    public boolean isUp(String member) {
        Running now = running;
        return now != null
                && members().stream()
                        .anyMatch(one -> one.id().equals(member) && now.calls().isUp(one));
    }

    private Outcome<byte[]> call(
            String member,
            MethodDescriptor<byte[], byte[]> method,
            byte[] question,
            Duration deadline) {
        Running now = running;
        return now == null ? notRunning() : now.asker().ask(member, method, question, deadline);
    }

    @Override
    public void answerWith(UnaryOperator<byte[]> responder) {
        service.answerWith(responder);
    }

    @Override
    public void serveWith(UnaryOperator<byte[]> server) {
        service.serveWith(server);
    }

    private <T> Outcome<T> noMember() {
        return new Outcome.Refused<>(
                new ApiError(
                        "member-unknown",
                        "a member of cluster " + config.clusterId(),
                        "'" + config.node() + "', which was taken out",
                        "reset this node, then enroll it again"));
    }

    private static <T> Outcome<T> notRunning() {
        return new Outcome.Refused<>(
                new ApiError(
                        "not-started",
                        "a started agent",
                        "one that is starting or stopping",
                        "try again"));
    }

    @Override
    public void close() {
        Running now = running;
        running = null;
        watcher.shutdownNow();
        if (now == null) {
            awaitLeft();
            return;
        }
        now.joining().stop();
        if (now.node().leads()) {
            now.node().handOver("", HAND_OVER);
        }
        now.calls().close();
        end(now);
        release(now.means());
    }

    private void awaitLeft() {
        Thread left = leaving;
        if (left != null && !left.equals(Thread.currentThread())) {
            try {
                var _ = left.join(CLOSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // Ratis ends its threads two quiet seconds after the log is closed and the port is free.
    private void awaitClosed(RaftNode node, Thread closing) {
        long end = System.nanoTime() + CLOSE.toNanos();
        while (closing.isAlive() && System.nanoTime() < end) {
            if (node.isLogClosed() && isAddressFree()) {
                return;
            }
            try {
                closing.join(Duration.ofMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isAddressFree() {
        try {
            checkAddress();
            return true;
        } catch (ConsensusException e) {
            return false;
        }
    }

    private static void closeNode(RaftNode node) {
        try {
            node.close();
        } catch (IOException e) {
            LOG.warn("consensus.close-failed reason=\"{}\"", e.getMessage());
        }
    }

    private final class Peers implements PeerService.Node {

        @Override
        public void write(
                byte[] command, BiConsumer<byte @Nullable [], @Nullable Throwable> whenDone) {
            Running now = running;
            if (now == null) {
                whenDone.accept(null, new IllegalStateException("not started"));
            } else {
                now.requests().writeForPeer(command, whenDone);
            }
        }

        @Override
        public byte[] word(byte[] key) {
            Running now = running;
            if (now == null) {
                throw new IllegalStateException("not started");
            }
            return now.requests().word(new String(key, UTF_8)).bytes();
        }

        @Override
        public byte[] standing(byte[] who) {
            Running now = running;
            var known = Admission.known(machine.state(), who);
            return (now == null
                            ? new Admission.Standing(known, false, -1)
                            : new Admission.Standing(
                                    known, now.node().leads(), now.node().committed()))
                    .bytes();
        }

        @Override
        public byte[] door() {
            Running now = running;
            int port = now == null ? 0 : now.means().door().port();
            return ByteBuffer.allocate(Integer.BYTES).putInt(port).array();
        }

        @Override
        public byte[] feedAnew(byte[] who) {
            Running now = running;
            boolean lost = Admission.known(machine.state(), who) == STRANGER;
            if (lost && now != null && now.node().leads()) {
                String node = new String(who, UTF_8).lines().findFirst().orElse("");
                now.node().handOver(node, HAND_OVER);
            }
            return new byte[] {1};
        }
    }

    private final class Machine implements ClusterMachine.Listener {

        @Override
        public void stateChanged() {
            place.look(machine.state());
            farewells.see(machine.state(), settled);
            soon(RatisConsensus.this::stateChanged);
        }

        @Override
        public void leaderChanged() {
            soon(RatisConsensus.this::watch);
        }

        @Override
        public void leaderReady() {
            soon(RatisConsensus.this::found);
        }

        @Override
        public void snapshotTaken(long index, long sizeBytes) {
            soon(() -> tell(new Occurrence.SnapshotTaken(index, sizeBytes)));
        }

        @Override
        public void snapshotInstalled(long index) {
            soon(() -> {
                String from = opinion().coordinator();
                tell(new Occurrence.SnapshotInstalled(index, from == null ? "" : from));
            });
        }

        @Override
        public void failed(String reason) {
            soon(() -> fail(reason));
        }
    }
}
