package dev.belay.agent.join;

import dev.belay.agent.api.MembershipFace;
import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.AgentVersion;
import dev.belay.agent.config.Identity;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.ConsensusException;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Enrollment;
import dev.belay.agent.core.cluster.MemberOrder;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.enroll.Keys;
import dev.belay.agent.enroll.Pem;
import dev.belay.agent.host.Beat;
import dev.belay.agent.host.Clock;
import dev.belay.api.AdminPrepare;
import dev.belay.api.EnrollmentOpened;
import dev.belay.api.EnrollmentView;
import dev.belay.api.KeysReset;
import dev.belay.api.MemberRemoval;
import dev.belay.api.MemberRemoval.Afterwards;
import dev.belay.api.NodeRename;
import dev.belay.api.NodeStanding;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.api.WorkerPrepare;
import dev.belay.api.WorkerPrepared;
import dev.belay.model.status.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where this node belongs: carries out what founds, joins, leaves and renames, one at a time, and
/// finishes at the start what a crash has interrupted.
public final class Belonging implements MembershipFace, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Belonging.class);

    private static final Duration WRITE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration HEAR = Duration.ofSeconds(10);
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(10);
    private static final Duration PRESET_TTL = Duration.ofMinutes(15);
    private static final Duration LONGEST_TTL = Duration.ofDays(1);

    /// Until the others' refusals are a certain sign.
    private static final Duration SIGN = Duration.ofSeconds(20);

    /// After this, a rename that could not go on is tried again.
    private static final Duration RESUME = Duration.ofSeconds(15);

    private static final Duration COME_BACK = Duration.ofSeconds(40);
    private static final int MOST_USES = 32;
    private static final int ID_BYTES = 4;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long PAUSE_NANOS = 10_000_000L;

    /// What it works with.
    ///
    /// @param config as the file says it, without the membership
    /// @param door starts and ends the node's part in a cluster
    /// @param configured whether a node's config sets are in force
    /// @param heard whether a node has reported as a member
    /// @param asked what this node was asked to do once it is removed
    public record Parts(
            AgentConfig config,
            Identity self,
            Consensus consensus,
            Door door,
            HostName names,
            Clock clock,
            Consumer<Event> events,
            Predicate<String> configured,
            Predicate<String> heard,
            Supplier<Afterwards> asked) {}

    private final Parts parts;
    private final Path stateDir;
    private final Office office;
    private final Entering entering;
    private final ReentrantLock changing = new ReentrantLock();
    private final Thread thread = Thread.ofVirtual().name("belonging").unstarted(this::loop);
    private final AtomicLong entries = new AtomicLong();
    private volatile long removedAt = -1;
    private volatile boolean joining;
    private volatile boolean closed;

    public Belonging(Parts parts) {
        this(parts, Guards.ofNetwork(parts.names()));
    }

    Belonging(Parts parts, Guards guards) {
        this.parts = parts;
        this.stateDir = parts.config().stateDir();
        this.entering = new Entering(parts.config(), parts.names(), parts.clock());
        this.office =
                new Office(
                        new Office.Parts(
                                parts.config(),
                                parts.self(),
                                parts.consensus(),
                                parts.names(),
                                guards,
                                parts.clock(),
                                parts.events(),
                                parts.configured(),
                                parts.heard()));
    }

    /// Makes good at the start of the agent what a crash left half done on the disk; before the
    /// membership is read.
    public static void mend(Path folder) throws IOException {
        Leaving.finish(folder);
        Founding.takeBack(folder);
    }

    /// Begins to keep the desk, and goes on with what a crash has interrupted.
    public void start() {
        parts.consensus().onChange(() -> LockSupport.unpark(thread));
        parts.consensus()
                .onOccurrence(occurrence -> {
                    if (occurrence instanceof Consensus.Occurrence.Removed) {
                        long entered = entries.get();
                        removedAt = entered;
                        Thread.ofVirtual().name("removed").start(() -> removed(entered));
                    }
                });
        thread.start();
    }

    /// The others took this node out: it does what they wanted of it, or goes on alone with what it
    /// has until it is reset.
    ///
    /// @param entered how often it had come into a cluster then; once more means that this is over
    private void removed(long entered) {
        changing.lock();
        try {
            if (entered != entries.get()
                    || !parts.consensus().isMember()
                    || parts.config().isMember()) {
                return;
            }
            Optional<Rename> rename = Rename.read(stateDir);
            if (rename.isPresent()) {
                rename(rename.get());
                return;
            }
            ClusterState state = parts.consensus().state();
            leave(
                    new Leaving.Order(
                            parts.asked().get(),
                            false,
                            parts.self().clusterId(),
                            state.admin().equals(parts.self().node())));
        } catch (JoinException | IOException e) {
            LOG.warn("membership.not-ended reason=\"{}\"", e.toString());
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        office.close();
    }

    private void loop() {
        resume();
        long resumedMillis = parts.clock().millis();
        while (!closed) {
            try {
                office.look();
                if (parts.clock().millis() - resumedMillis > RESUME.toMillis()
                        && Rename.isUnderWay(stateDir)) {
                    resume();
                    resumedMillis = parts.clock().millis();
                }
                remember();
            } catch (IOException e) {
                LOG.warn("membership.not-kept reason=\"{}\"", e.toString());
            }
            Beat.await(LOOK);
        }
    }

    /// A node that was away finds the others where they are now.
    private void remember() throws IOException {
        ClusterState state = parts.consensus().state();
        if (parts.config().isMember() || !state.isFounded() || !changing.tryLock()) {
            return;
        }
        try {
            Optional<Membership> known = Membership.read(stateDir);
            boolean member = state.member(parts.self().node()).isPresent();
            if (member
                    && known.isPresent()
                    && known.get().clusterId().equals(state.clusterId())
                    && !known.get().members().equals(state.members())) {
                Membership.of(
                                state.clusterId(),
                                state.name().value(),
                                known.get().node(),
                                state.members())
                        .write(stateDir);
            }
        } finally {
            changing.unlock();
        }
    }

    private void resume() {
        changing.lock();
        try {
            if (Founding.isUnfinished(stateDir) && parts.consensus().isMember()) {
                finishFounding(Actor.agent(parts.self().node()));
            }
            Optional<Rename> rename = Rename.read(stateDir);
            if (rename.isPresent()) {
                rename(rename.get());
            }
        } catch (JoinException | IOException e) {
            LOG.warn("membership.not-resumed reason=\"{}\"", e.getMessage());
        } finally {
            changing.unlock();
        }
    }

    // --- how it stands

    @Override
    public NodeStanding standing() throws IOException {
        Optional<NodeKeys> keys = NodeKeys.read(stateDir);
        OwnAddress address = OwnAddress.of(parts.config());
        ClusterState state = parts.consensus().state();
        String name = parts.names().now();
        Optional<Leaving.Former> former = Leaving.former(stateDir);
        Stage stage = stage(state, former.isPresent());
        var hindrances = new ArrayList<dev.belay.api.ApiError>();
        for (JoinException one : hindrances(stage, name, keys.isPresent(), former)) {
            hindrances.add(one.error());
        }
        return new NodeStanding(
                stage,
                parts.self().node(),
                name,
                address.host(),
                address.port(),
                AgentVersion.CURRENT,
                parts.clock().now(),
                keys.map(NodeKeys::resetAt).orElse(null),
                keys.map(NodeKeys::fingerprint).orElse(""),
                parts.self().clusterId(),
                state.admin(),
                former.map(Leaving.Former::wasAdmin).orElse(false),
                hindrances);
    }

    private Stage stage(ClusterState state, boolean former) {
        String node = parts.self().node();
        if (joining) {
            return Stage.JOINING;
        }
        if (!parts.consensus().isMember()) {
            return former ? Stage.REMOVED : Stage.SINGLE;
        }
        if (!state.isFounded()) {
            return parts.config().isMember() ? configuredStage() : Stage.JOINING;
        }
        if (state.member(node).isEmpty()) {
            // Entries from before it came are applied again at every start.
            return removedAt == entries.get() ? Stage.REMOVED : Stage.JOINING;
        }
        return state.admin().equals(node) ? Stage.ADMIN : Stage.WORKER;
    }

    /// A member by its file is one from the start.
    private Stage configuredStage() {
        boolean admin =
                parts.config().members().stream()
                        .anyMatch(one -> one.admin() && one.id().equals(parts.self().node()));
        return admin ? Stage.ADMIN : Stage.WORKER;
    }

    /// What would refuse this node now as a worker, or as the founder of a cluster.
    private List<JoinException> hindrances(
            Stage stage, String name, boolean keys, Optional<Leaving.Former> former) {
        var all = new ArrayList<JoinException>();
        switch (stage) {
            case ADMIN -> all.add(Refusals.workerIsAdmin());
            case WORKER -> all.add(Refusals.alreadyMember(parts.self().clusterId()));
            case JOINING -> all.add(Refusals.busy());
            case REMOVED ->
                    all.add(
                            former.map(Leaving.Former::wasAdmin).orElse(false)
                                    ? Refusals.formerAdmin()
                                    : Refusals.formerMember(
                                            former.map(Leaving.Former::clusterId)
                                                    .orElse(parts.self().clusterId())));
            case SINGLE -> {
                // Nothing speaks against it.
            }
        }
        if (HostName.isUnset(name)) {
            all.add(Refusals.nameNotSet(name));
        } else if (!HostName.WELL_FORMED.matcher(name).matches() || HostName.id(name).isEmpty()) {
            all.add(Refusals.nameUnusable(name));
        }
        if (!keys) {
            all.add(Refusals.keysNotReset());
        }
        if (OwnAddress.of(parts.config()).listenHost().isEmpty()) {
            all.add(
                    JoinException.refused(
                            "host-without-address",
                            "an address that other hosts reach",
                            "loopback ones alone",
                            "connect the host to a network, or set listenHost in the agent's"
                                    + " configuration"));
        }
        return all;
    }

    private void checkFree() throws JoinException, IOException {
        Optional<Leaving.Former> former = Leaving.former(stateDir);
        List<JoinException> all =
                hindrances(
                        stage(parts.consensus().state(), former.isPresent()),
                        parts.names().now(),
                        NodeKeys.read(stateDir).isPresent(),
                        former);
        if (!all.isEmpty()) {
            throw all.getFirst();
        }
    }

    // --- keys

    @Override
    public Outcome<KeysReset> resetKeys(String user) throws IOException {
        return one(() -> {
            if (parts.consensus().isMember()) {
                throw Refusals.alreadyMember(parts.self().clusterId());
            }
            Optional<NodeKeys> known = NodeKeys.read(stateDir);
            if (known.isPresent()) {
                throw JoinException.refused(
                        "keys-already-reset",
                        "a node whose keys were not made yet",
                        "keys made at " + known.get().resetAt(),
                        "go on with them, or give them up with 'belay node reset' first");
            }
            NodeKeys keys = NodeKeys.make(stateDir, parts.clock().now());
            parts.events().accept(new Event.KeysReset(keys.fingerprint(), user));
            return new KeysReset(parts.self().node(), keys.resetAt(), keys.fingerprint());
        });
    }

    // --- the admin's side

    @Override
    public Outcome<EnrollmentOpened> prepareAdmin(AdminPrepare prepare, String user)
            throws IOException {
        return one(() -> {
            Duration ttl = ttl(prepare);
            checkUses(prepare.workers());
            if (!parts.consensus().isMember()) {
                found(prepare, user);
            }
            ClusterState state = parts.consensus().state();
            String node = parts.self().node();
            if (!state.isFounded()) {
                throw JoinException.refused(
                        "no-coordinator",
                        "a cluster that answers",
                        "none yet",
                        "look at the state of the nodes, then try again");
            }
            if (!state.admin().equals(node)) {
                throw Refusals.notTheAdmin(node, state.admin());
            }
            Actor actor = new Actor(user, node, "socket");
            Founding.trust(parts.consensus(), authority(state), tls(), node, actor);
            return open(prepare, ttl, actor);
        });
    }

    private void found(AdminPrepare prepare, String user) throws JoinException, IOException {
        checkFree();
        String name = parts.names().now();
        if (!parts.names().resolves(name)) {
            throw Refusals.nameUnresolvable(name);
        }
        NodeKeys keys = NodeKeys.read(stateDir).orElseThrow(Refusals::keysNotReset);
        String given = prepare.clusterName() == null ? "" : prepare.clusterName().strip();
        String clusterName = given.isEmpty() ? name : given;
        dev.belay.agent.core.cluster.Command.SetSetting naming =
                new dev.belay.agent.core.cluster.Command.SetSetting(
                        "cluster.name", clusterName, -1);
        if (naming.refusal().isPresent()) {
            throw JoinException.refused(naming.refusal().get());
        }
        String node = HostName.id(name);
        Membership membership =
                Founding.prepare(
                        stateDir,
                        Founding.clusterId(clusterName),
                        clusterName,
                        keys,
                        Founding.founder(
                                node,
                                name,
                                parts.config().enrolling().zone(),
                                OwnAddress.of(parts.config())),
                        parts.clock().now());
        enter(membership);
        finishFounding(new Actor(user, node, "socket"));
        parts.events().accept(new Event.ClusterJoined(membership.clusterId(), node));
    }

    private void finishFounding(Actor actor) throws JoinException, IOException {
        var store = Founding.authorities(stateDir);
        for (String id : store.ids()) {
            Optional<ClusterAuthority> found = store.find(id);
            if (found.isPresent()) {
                Founding.trust(parts.consensus(), found.get(), tls(), parts.self().node(), actor);
            }
        }
        Founding.markDone(stateDir);
    }

    private AgentConfig.Tls tls() {
        return parts.config().isMember() ? parts.config().tls() : AgentConfig.Tls.below(stateDir);
    }

    /// The authority that signs, or before the cluster knows of any the one that signed this node's
    /// certificate.
    private ClusterAuthority authority(ClusterState state) throws JoinException, IOException {
        String id =
                state.trust().signing().isEmpty()
                        ? Keys.shortId(Pem.readCertificate(tls().authority()).getPublicKey())
                        : state.trust().signing();
        return Founding.authorities(stateDir)
                .find(id)
                .orElseThrow(() ->
                        JoinException.refused(
                                "authority-not-here",
                                "the key of the cluster's authority " + id,
                                "none in '" + stateDir.resolve("authorities") + "'",
                                "let a voter that holds it be the admin"));
    }

    private EnrollmentOpened open(AdminPrepare prepare, Duration ttl, Actor actor)
            throws JoinException, IOException {
        String host = tokenHost();
        byte[] pin = Keys.spki(authority(parts.consensus().state()).certificate().getPublicKey());
        Token token = Token.fresh(host, parts.config().enrolling().port(), pin);
        String id = newId();
        Instant until = parts.clock().now().plus(ttl);
        var order =
                new MemberOrder.OpenEnrollment(
                        id,
                        Token.hash(token.secret()),
                        prepare.workers(),
                        prepare.witness(),
                        until.toEpochMilli());
        JoinException.done(parts.consensus().act(actor, order, WRITE));
        awaitKnown(id);
        office.look();
        if (!office.isOpen()) {
            throw JoinException.refused(
                    "enroll-address-unusable",
                    "the address "
                            + OwnAddress.of(parts.config()).listenHost()
                            + ":"
                            + parts.config().enrolling().port()
                            + " of this host, not in use",
                    "another program there",
                    "stop it, or choose another enrollPort");
        }
        parts.events()
                .accept(
                        new Event.EnrollmentOpened(
                                id, prepare.workers(), until.toString(), actor.user()));
        return new EnrollmentOpened(id, token.reveal(), office.view());
    }

    private String tokenHost() {
        String name = parts.names().now();
        return !HostName.isUnset(name) && parts.names().resolves(name)
                ? name
                : OwnAddress.of(parts.config()).host();
    }

    private static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void awaitKnown(String enrollment) {
        long end = System.nanoTime() + WRITE.toNanos();
        while (!parts.consensus().state().enrollments().containsKey(enrollment)
                && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static Duration ttl(AdminPrepare prepare) throws JoinException {
        Duration ttl =
                prepare.ttlMillis() == null ? PRESET_TTL : Duration.ofMillis(prepare.ttlMillis());
        if (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0) {
            throw JoinException.refused(
                    "enrollment-ttl",
                    SHORTEST_TTL.toSeconds() + " s to " + LONGEST_TTL.toHours() + " h",
                    "'" + ttl.toMillis() + " ms'",
                    "choose a time between");
        }
        return ttl;
    }

    private static void checkUses(int workers) throws JoinException {
        if (workers < 1 || workers > MOST_USES) {
            throw JoinException.refused(
                    "enrollment-uses",
                    "1 to " + MOST_USES + " uses",
                    "'" + workers + "'",
                    "choose a number between");
        }
    }

    @Override
    public EnrollmentView enrollment() {
        return office.view();
    }

    @Override
    public Outcome<EnrollmentView> endEnrollment(String user) {
        ClusterState state = parts.consensus().state();
        String node = parts.self().node();
        try {
            if (!state.admin().equals(node)) {
                throw Refusals.notTheAdmin(node, state.admin());
            }
            for (Enrollment one : state.enrollments().values()) {
                if (one.open()) {
                    JoinException.done(
                            parts.consensus()
                                    .act(
                                            new Actor(user, node, "socket"),
                                            new MemberOrder.CloseEnrollment(one.id()),
                                            WRITE));
                }
            }
            LockSupport.unpark(thread);
            return new Outcome.Done<>(office.view());
        } catch (JoinException e) {
            return e.outcome();
        }
    }

    // --- the worker's side

    @Override
    public Outcome<WorkerPrepared> prepareWorker(WorkerPrepare prepare, String user)
            throws IOException {
        return one(() -> {
            checkFree();
            Token token = Token.parse(prepare.token());
            NodeKeys keys = NodeKeys.read(stateDir).orElseThrow(Refusals::keysNotReset);
            return join(token, keys);
        });
    }

    private WorkerPrepared join(Token token, NodeKeys keys) throws JoinException, IOException {
        joining = true;
        try {
            EnrollAnswer.Taken taken = entering.ask(token, keys, false);
            Membership membership = entering.write(taken);
            enter(membership);
            parts.events()
                    .accept(new Event.ClusterJoined(membership.clusterId(), membership.node()));
            awaitFounded();
            return new WorkerPrepared(
                    membership.node(), taken.clusterId(), taken.clusterName(), taken.admin());
        } finally {
            joining = false;
        }
    }

    /// The log comes from the coordinator a moment later; if it does not, the standing says so.
    private void awaitFounded() {
        long end = System.nanoTime() + HEAR.toNanos();
        while (!parts.consensus().state().isFounded() && System.nanoTime() < end && !closed) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void enter(Membership membership) throws JoinException, IOException {
        entries.incrementAndGet();
        try {
            parts.door().enter(membership.applied(parts.config()));
        } catch (ConsensusException e) {
            throw JoinException.refused(e.error());
        }
    }

    // --- the way out

    @Override
    public Outcome<NodeStanding> reset(MemberRemoval removal, String user) throws IOException {
        return one(() -> {
            if (parts.config().isMember()) {
                throw configured();
            }
            ClusterState state = parts.consensus().state();
            String node = parts.self().node();
            String cluster = parts.self().clusterId();
            boolean wasAdmin =
                    state.admin().equals(node)
                            || Leaving.former(stateDir).map(Leaving.Former::wasAdmin).orElse(false);
            if (parts.consensus().isMember() && !removal.lost()) {
                signOff(new Actor(user, node, "socket"), "reset");
            }
            leave(new Leaving.Order(removal.then(), false, cluster, wasAdmin));
            if (!cluster.isEmpty()) {
                parts.events().accept(new Event.NodeReset(cluster, user));
            }
            return standing();
        });
    }

    private JoinException configured() {
        return JoinException.refused(
                "member-by-configuration",
                "a node that was enrolled",
                "one whose configuration names its cluster",
                "take clusterId, node, members and tls out of its configuration file instead");
    }

    /// Asks the cluster to take this node out. Nothing has to be asked when it knows it no more, or
    /// when it is the whole cluster.
    private void signOff(Actor actor, String why) throws JoinException {
        ClusterState state = parts.consensus().state();
        String node = parts.self().node();
        boolean alone =
                state.isFounded() && state.members().stream().allMatch(m -> m.id().equals(node));
        if (alone) {
            return;
        }
        try {
            removed(actor, new MemberOrder.Remove(node, why));
        } catch (JoinException e) {
            if (e.code().equals("no-coordinator")) {
                throw JoinException.refused(
                        "cluster-not-reached",
                        "a majority of the cluster that takes this node out",
                        String.valueOf(e.getMessage()),
                        "bring voters back, or say that it is lost: then remove it on the admin"
                                + " afterwards");
            }
            throw e;
        }
    }

    /// Without an answer it is looked for a sign: with the removal the others end their connections
    /// to this node, so that the answer itself may be lost.
    private void removed(Actor actor, MemberOrder.Remove order) throws JoinException {
        try {
            JoinException.done(parts.consensus().act(actor, order, WRITE));
        } catch (JoinException e) {
            // Removed a moment ago, it is already on its way out, and reaches nobody.
            boolean perhaps =
                    e.isUnknown()
                            || e.code().equals("no-coordinator")
                            || e.code().equals("not-started");
            if (!e.code().equals("member-unknown") && !(perhaps && isSeenRemoved(order))) {
                throw e;
            }
        }
    }

    private boolean isSeenRemoved(MemberOrder.Remove order) {
        long end = System.nanoTime() + SIGN.toNanos();
        while (System.nanoTime() < end) {
            ClusterState state = parts.consensus().state();
            if (removedAt == entries.get()
                    || (state.isFounded() && state.member(order.node()).isEmpty())) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    private void leave(Leaving.Order order) throws IOException {
        Leaving.begin(stateDir, order);
        String id = HostName.id(parts.names().now());
        parts.door().leave(id.isEmpty() ? parts.self().node() : id);
        Leaving.awaitReleased(stateDir);
        Leaving.finish(stateDir);
    }

    @Override
    public Outcome<NodeStanding> rename(NodeRename asked, String user) throws IOException {
        return one(() -> {
            String name = asked.name() == null ? "" : asked.name().strip();
            String former = parts.names().now();
            if (HostName.isUnset(name)) {
                throw Refusals.nameNotSet(name);
            }
            if (!HostName.WELL_FORMED.matcher(name).matches() || HostName.id(name).isEmpty()) {
                throw Refusals.nameUnusable(name);
            }
            if (!parts.consensus().isMember()) {
                parts.names().change(name);
                parts.door().leave(HostName.id(name));
                parts.events().accept(new Event.NodeRenamed(former, name));
                return standing();
            }
            if (parts.config().isMember()) {
                throw configured();
            }
            prepareRename(name, former, new Actor(user, parts.self().node(), "socket"));
            rename(Rename.read(stateDir).orElseThrow());
            return standing();
        });
    }

    private void prepareRename(String name, String former, Actor actor)
            throws JoinException, IOException {
        ClusterState state = parts.consensus().state();
        String node = parts.self().node();
        var admin =
                state.members().stream()
                        .filter(one -> one.id().equals(state.admin()))
                        .findFirst()
                        .orElseThrow(() -> Refusals.notTheAdmin(node, ""));
        if (admin.id().equals(node)) {
            throw JoinException.refused(
                    "member-is-admin",
                    "a member that is not the admin",
                    "'" + node + "'",
                    "nominate another admin first");
        }
        boolean taken =
                state.members().stream()
                        .anyMatch(one ->
                                !one.id().equals(node)
                                        && (one.id().equals(HostName.id(name))
                                                || one.name().equalsIgnoreCase(name)));
        if (taken) {
            throw JoinException.refused(
                    "node-exists",
                    "a host name that no member has",
                    "'" + name + "'",
                    "choose another");
        }
        if (!parts.names().resolves(name)) {
            throw Refusals.nameUnresolvable(name);
        }
        // This node makes the token itself and gives the cluster its hash: it never travels.
        byte[] pin = Keys.spki(Pem.readCertificate(tls().authority()).getPublicKey());
        Token token = Token.fresh(admin.host(), parts.config().enrolling().port(), pin);
        var order =
                new MemberOrder.OpenEnrollment(
                        newId(),
                        Token.hash(token.secret()),
                        1,
                        false,
                        parts.clock().now().plus(PRESET_TTL).toEpochMilli());
        JoinException.done(parts.consensus().act(actor, order, WRITE));
        // From here on the node knows how to come back, whatever happens.
        new Rename(former, name, node, token.reveal()).write(stateDir);
        try {
            signOff(actor, "rename to " + name);
        } catch (JoinException e) {
            if (!e.isUnknown()) {
                Rename.forget(stateDir);
            }
            throw e;
        }
    }

    /// Goes on with a rename from wherever it is: each step is done again, or found done.
    private void rename(Rename rename) throws JoinException, IOException {
        boolean back =
                parts.consensus().isMember()
                        && parts.self().node().equals(HostName.id(rename.name()));
        if (!back) {
            try {
                goThrough(rename);
            } catch (JoinException e) {
                // A member that could not even leave goes on with it at its next start.
                if (!e.isUnknown() && !parts.consensus().isMember()) {
                    Rename.forget(stateDir);
                    parts.events()
                            .accept(
                                    new Event.RenameStopped(
                                            rename.name(), String.valueOf(e.getMessage())));
                }
                throw e;
            }
        }
        Rename.forget(stateDir);
        parts.events().accept(new Event.NodeRenamed(rename.former(), rename.name()));
    }

    private void goThrough(Rename rename) throws JoinException, IOException {
        if (parts.consensus().isMember()) {
            signOff(Actor.agent(parts.self().node()), "rename to " + rename.name());
            leave(new Leaving.Order(Afterwards.WIPE, true, parts.self().clusterId(), false));
        }
        parts.names().change(rename.name());
        parts.door().leave(HostName.id(rename.name()));
        NodeKeys keys = NodeKeys.read(stateDir).orElseThrow(Refusals::keysNotReset);
        comeBack(Token.parse(rename.token()), keys);
    }

    /// The admin may need a moment to open its desk, and this host one to reach it.
    private void comeBack(Token token, NodeKeys keys) throws JoinException, IOException {
        long end = System.nanoTime() + COME_BACK.toNanos();
        while (true) {
            try {
                join(token, keys);
                return;
            } catch (JoinException e) {
                boolean passes =
                        e.isUnknown()
                                || e.code().equals("admin-unreachable")
                                || e.code().equals("admin-unresolvable");
                if (!passes || System.nanoTime() > end || closed) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK.toNanos() / 2);
            }
        }
    }

    // --- one at a time

    private interface Change<T> {
        T carryOut() throws JoinException, IOException;
    }

    private <T> Outcome<T> one(Change<T> change) throws IOException {
        // What a start makes good takes a moment: whoever asks meanwhile waits for it.
        try {
            if (!changing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Refusals.busy().outcome();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Refusals.busy().outcome();
        }
        try {
            return new Outcome.Done<>(change.carryOut());
        } catch (JoinException e) {
            return e.outcome();
        } finally {
            changing.unlock();
        }
    }
}
