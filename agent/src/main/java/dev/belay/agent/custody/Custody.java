package dev.belay.agent.custody;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.consensus.PeerChannel;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Authority;
import dev.belay.agent.core.cluster.Certificate;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.core.cluster.TrustOrder;
import dev.belay.agent.core.member.Regrouping;
import dev.belay.agent.core.trust.Renewal;
import dev.belay.agent.core.trust.RotationPlan;
import dev.belay.agent.custody.CustodyTalk.Request;
import dev.belay.agent.enroll.AuthorityStore;
import dev.belay.agent.enroll.Keys;
import dev.belay.agent.enroll.Pem;
import dev.belay.agent.host.Beat;
import dev.belay.agent.host.Clock;
import dev.belay.api.ApiError;
import dev.belay.api.MemberRemoval;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.status.RaftRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to the certificates of one node and, while it is coordinator, to the change of the
/// authority. One thread; what it has to know is on the disk and in the replicated state, so that
/// it goes on after a crash where it was.
public final class Custody implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Custody.class);

    private static final Duration WRITE = Duration.ofSeconds(5);
    private static final Duration ASK = Duration.ofSeconds(3);

    /// How long things last.
    ///
    /// @param life of a node's certificate
    /// @param look between two looks without a reason
    /// @param settle between the last new certificate and the end of an old one: meanwhile all
    ///   connect anew
    /// @param away how long a member may be away while the authority is changed
    public record Timing(Duration life, Duration look, Duration settle, Duration away) {

        public static final Timing OF_AN_AGENT =
                new Timing(
                        Duration.ofDays(90),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofDays(7));
    }

    private final AgentConfig config;
    private final String self;
    private final Consensus consensus;
    private final PeerChannel peers;
    private final Timing timing;
    private final Clock clock;
    private final Consumer<Event> events;
    private final Function<Request, CustodyTalk.Answer> records;
    private final OwnFiles files;
    private final Vault vault;
    private final double spread = ThreadLocalRandom.current().nextDouble();
    private final Thread thread = Thread.ofVirtual().name("custody").unstarted(this::loop);
    private volatile boolean closed;
    private volatile boolean changed;
    private volatile boolean forced;
    private Trust seen = Trust.NONE;
    private long seenAtMillis;
    private @Nullable Certificate toRetire;
    private boolean complained;

    /// @param records answers requests for records of the audit log
    Custody(
            AgentConfig config,
            Consensus consensus,
            PeerChannel peers,
            Timing timing,
            Clock clock,
            Consumer<Event> events,
            Function<Request, CustodyTalk.Answer> records) {
        this.config = config;
        this.self = config.node();
        this.consensus = consensus;
        this.peers = peers;
        this.timing = timing;
        this.clock = clock;
        this.events = events;
        this.records = records;
        this.files = new OwnFiles(config.tls());
        this.vault =
                new Vault(
                        config.clusterId(),
                        new AuthorityStore(config.stateDir().resolve("authorities")),
                        consensus::state,
                        timing.life());
    }

    public void start() {
        peers.respondWith(this::respond);
        consensus.onChange(this::wake);
        thread.start();
    }

    private void wake() {
        changed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /// Asks for a new key and certificate of this node; the one before is refused afterwards.
    public void renew() {
        forced = true;
        wake();
    }

    /// Begins to change the cluster's authority, or says that it goes on. Blocks.
    public Outcome<Answer> rotate(Actor actor) throws IOException {
        ClusterState state = consensus.state();
        if (state.trust().authorities().size() > 1) {
            wake();
            return new Outcome.Done<>(new Answer.Ordered(0));
        }
        if (state.member(self).filter(one -> one.role().votes()).isEmpty()) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "not-a-voter",
                            "a voter, as only those keep the authority's key",
                            "'" + self + "', which does not vote",
                            "ask a voter"));
        }
        Authority fresh = vault.create(clock.now());
        Outcome<Answer> outcome = consensus.act(actor, new TrustOrder.Authorize(fresh), WRITE);
        if (outcome instanceof Outcome.Refused<Answer>) {
            vault.forget(fresh.id());
        }
        wake();
        return outcome;
    }

    private byte[] respond(String asker, byte[] bytes) {
        Optional<Request> request = CustodyTalk.request(bytes);
        if (request.isEmpty()) {
            return CustodyTalk.bytes(CustodyTalk.Answer.refused("not understood"));
        }
        try {
            return CustodyTalk.bytes(
                    switch (request.get().wish()) {
                        case SIGN -> vault.sign(asker, request.get(), clock.now());
                        case KEY -> vault.key(asker, request.get());
                        case HOLDING -> vault.holding();
                        case AUDIT -> records.apply(request.get());
                        case LEAVE -> leave(asker, request.get());
                    });
        } catch (IOException e) {
            LOG.warn("custody.answer-failed reason=\"{}\"", e.getMessage());
            return CustodyTalk.bytes(CustodyTalk.Answer.refused("the disk of that node fails"));
        }
    }

    private CustodyTalk.Answer leave(String asker, Request request) throws IOException {
        if (consensus.state().member(asker).isEmpty()) {
            return CustodyTalk.Answer.refused("a member is wanted, found '" + asker + "'");
        }
        Files.writeString(leaving(), String.valueOf(request.authority()));
        return CustodyTalk.Answer.done();
    }

    private Path leaving() {
        return config.stateDir().resolve("leaving");
    }

    /// What this node was asked to do once it is removed.
    public MemberRemoval.Afterwards afterwards() {
        try {
            return MemberRemoval.Afterwards.valueOf(Files.readString(leaving()));
        } catch (IOException | IllegalArgumentException e) {
            return MemberRemoval.Afterwards.STANDALONE;
        }
    }

    /// Asks a member to leave in order once it is removed.
    boolean askToLeave(String member, MemberRemoval.Afterwards then) {
        return ask(member, Request.leave(then.name()))
                .filter(answer -> answer.refused().isEmpty())
                .isPresent();
    }

    private Optional<CustodyTalk.Answer> ask(String member, Request request) {
        return peers.request(member, CustodyTalk.bytes(request), ASK)
                        instanceof Outcome.Done<byte[]>(var bytes)
                ? CustodyTalk.answer(bytes)
                : Optional.empty();
    }

    /// Asks a member for records of the audit log after a number.
    List<dev.belay.api.AuditRecord> recordsOf(String member, long after) {
        return ask(member, Request.audit(after))
                .map(CustodyTalk.Answer::records)
                .map(List::copyOf)
                .orElse(List.of());
    }

    private void loop() {
        while (!closed) {
            changed = false;
            try {
                look();
            } catch (IOException e) {
                LOG.warn("custody.disk-failed reason=\"{}\"", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("custody.look-failed", e);
            }
            if (!changed && !closed) {
                Beat.await(timing.look());
            }
        }
    }

    private void look() throws IOException {
        ClusterState state = consensus.state();
        boolean isSettled =
                state.member(self).isPresent()
                        && consensus.opinion().quorate()
                        && consensus.raft().applyLag() == 0;
        if (!isSettled) {
            return;
        }
        if (!state.trust().equals(seen)) {
            seen = state.trust();
            seenAtMillis = clock.millis();
        }
        files.mend();
        if (state.trust().authorities().isEmpty()) {
            recordFirstAuthority();
            return;
        }
        files.trust(
                state.trust().authorities().values().stream()
                        .map(Authority::pem)
                        .collect(Collectors.joining()));
        fetchKeys(state);
        vault.tidy(self);
        own(state);
        retire(consensus.state());
        if (consensus.opinion().ownRole() == RaftRole.COORDINATOR) {
            rotateOn(consensus.state());
        }
    }

    /// A cluster that began with files alone makes them known.
    private void recordFirstAuthority() throws IOException {
        if (consensus.opinion().ownRole() != RaftRole.COORDINATOR) {
            return;
        }
        try {
            X509Certificate authority = Pem.certificate(files.authorities());
            Authority first = Vault.recorded(authority, Pem.of(authority));
            act(new TrustOrder.Authorize(first));
            if (vault.holds(first.id())) {
                act(new TrustOrder.SignWith(first.id()));
            }
        } catch (CertificateException e) {
            throw new IOException(e);
        }
    }

    private void fetchKeys(ClusterState state) throws IOException {
        if (state.member(self).filter(one -> one.role().votes()).isEmpty()) {
            return;
        }
        for (String id : state.trust().authorities().keySet()) {
            if (vault.holds(id)) {
                continue;
            }
            for (String voter : others(state, Regrouping.voters(state.members()))) {
                Optional<String> key = ask(voter, Request.key(id)).map(CustodyTalk.Answer::key);
                if (key.isPresent() && vault.take(id, key.get())) {
                    LOG.info("authority.key-taken id={} from={}", id, voter);
                    break;
                }
            }
        }
    }

    private List<String> others(ClusterState state, java.util.Set<String> among) {
        return state.members().stream()
                .map(Member::id)
                .filter(id -> among.contains(id) && !id.equals(self) && peers.isUp(id))
                .toList();
    }

    private void own(ClusterState state) throws IOException {
        X509Certificate certificate = files.certificate();
        String authority = signerOf(state, certificate);
        String signing = state.trust().signing();
        long notBefore = certificate.getNotBefore().toInstant().toEpochMilli();
        long notAfter = certificate.getNotAfter().toInstant().toEpochMilli();
        long now = clock.now().toEpochMilli();
        boolean isDue =
                forced
                        || Renewal.isDue(notBefore, notAfter, spread, now)
                        || (!signing.isEmpty() && !authority.equals(signing));
        if (isDue && !signing.isEmpty()) {
            boolean byWish = forced;
            String trouble = renew(state);
            if (trouble.isEmpty()) {
                forced = false;
                complained = false;
                // What a key was changed for is not known: the one before is refused, and soon.
                toRetire = byWish ? state.trust().certificates().get(self) : null;
                certificate = files.certificate();
                authority = signerOf(state, certificate);
                peers.reconnect();
            } else if (Renewal.isUrgent(notBefore, notAfter, now) && !complained) {
                complained = true;
                events.accept(
                        new Event.CertificateExpiring(
                                certificate.getNotAfter().toInstant().toString(), trouble));
            }
        }
        recordOwn(consensus.state(), certificate, authority);
    }

    private void recordOwn(ClusterState state, X509Certificate certificate, String authority) {
        String serial = certificate.getSerialNumber().toString(16);
        Certificate known = state.trust().certificates().get(self);
        boolean isRecorded = known != null && known.serial().equals(serial);
        if (isRecorded || authority.isEmpty() || state.trust().isRevoked(serial)) {
            return;
        }
        var record =
                new Certificate(
                        self,
                        serial,
                        Keys.fingerprint(certificate.getPublicKey()),
                        authority,
                        certificate.getNotBefore().toInstant().toEpochMilli(),
                        certificate.getNotAfter().toInstant().toEpochMilli());
        act(new TrustOrder.Certify(record, false));
    }

    private void retire(ClusterState state) {
        Certificate former = toRetire;
        Certificate present = state.trust().certificates().get(self);
        if (former == null || present == null || present.equals(former) || !isCalm()) {
            return;
        }
        if (act(new TrustOrder.Retire(former))) {
            toRetire = null;
        }
    }

    /// Whether trust has not changed for a while, so that all have connected anew.
    private boolean isCalm() {
        return clock.millis() - seenAtMillis >= timing.settle().toMillis();
    }

    private static String signerOf(ClusterState state, X509Certificate certificate) {
        for (Authority one : state.trust().authorities().values()) {
            try {
                certificate.verify(Pem.certificate(one.pem()).getPublicKey());
                return one.id();
            } catch (GeneralSecurityException e) {
                LOG.trace("signed by another than {}", one.id(), e);
            }
        }
        return "";
    }

    /// Gets a new certificate for a new key.
    ///
    /// @return why not; empty when it is done
    private String renew(ClusterState state) throws IOException {
        KeyPair pair = Keys.generate();
        String key = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        byte[] proof =
                Keys.sign(pair.getPrivate(), CustodyTalk.proven(config.clusterId(), self, key));
        Request request = Request.sign(key, Base64.getEncoder().encodeToString(proof));
        List<String> refusals = new ArrayList<>();
        var first = vault.sign(self, request, clock.now());
        Optional<String> pem = taken(first, pair, "here", refusals);
        for (String voter : others(state, Regrouping.voters(state.members()))) {
            if (pem.isPresent()) {
                break;
            }
            pem = ask(voter, request).flatMap(answer -> taken(answer, pair, voter, refusals));
        }
        if (pem.isEmpty()) {
            return refusals.isEmpty() ? "no voter answers" : String.join("; ", refusals);
        }
        files.put(pem.get(), pair.getPrivate());
        return "";
    }

    private static Optional<String> taken(
            CustodyTalk.Answer answer, KeyPair pair, String by, List<String> refusals) {
        String pem = answer.certificate();
        try {
            if (pem != null && Pem.certificate(pem).getPublicKey().equals(pair.getPublic())) {
                return Optional.of(pem);
            }
        } catch (CertificateException e) {
            LOG.warn("certificate.unreadable from={}", by, e);
        }
        refusals.add(by + ": " + answer.refused());
        return Optional.empty();
    }

    private void rotateOn(ClusterState state) throws IOException {
        if (state.trust().authorities().size() < 2) {
            return;
        }
        Map<String, RotationPlan.Holding> holdings = new HashMap<>();
        var own = vault.holding();
        add(holdings, self, own);
        var all = state.members().stream().map(Member::id).collect(Collectors.toSet());
        for (String one : others(state, all)) {
            ask(one, Request.holding()).ifPresent(answer -> add(holdings, one, answer));
        }
        Optional<Order> next =
                new RotationPlan(
                                state.trust(),
                                new TreeSet<>(all),
                                Regrouping.voters(state.members()),
                                holdings,
                                clock.now().toEpochMilli(),
                                timing.away().toMillis())
                        .next();
        if (next.orElse(null) instanceof TrustOrder.Distrust && !isCalm()) {
            return;
        }
        if (next.isPresent() && act(next.get()) && next.get() instanceof TrustOrder.Revoke gone) {
            events.accept(new Event.ReenrollmentNeeded(gone.node()));
        }
    }

    private static void add(
            Map<String, RotationPlan.Holding> holdings, String node, CustodyTalk.Answer answer) {
        var trusted = answer.trusted();
        var keys = answer.keys();
        if (trusted != null && keys != null) {
            holdings.put(node, new RotationPlan.Holding(trusted, keys));
        }
    }

    private boolean act(Order order) {
        return switch (consensus.act(Actor.agent(self), order, WRITE)) {
            case Outcome.Done<Answer> _ -> true;
            case Outcome.Refused<Answer>(var error) -> {
                LOG.warn("custody.refused reason=\"{}\"", error.sentence());
                yield false;
            }
            case Outcome.Unknown<Answer>(var why) -> {
                LOG.warn("custody.unknown reason=\"{}\"", why);
                yield false;
            }
        };
    }

    /// When this node's own certificate ends.
    public Instant until() throws IOException {
        return files.certificate().getNotAfter().toInstant();
    }
}
