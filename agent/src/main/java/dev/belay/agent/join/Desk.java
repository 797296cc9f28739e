package dev.belay.agent.join;

import dev.belay.agent.config.AgentVersion;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Certificate;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Enrollment;
import dev.belay.agent.core.cluster.MemberOrder;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.cluster.TrustOrder;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.enroll.Keys;
import dev.belay.agent.enroll.Pem;
import dev.belay.agent.host.Clock;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes nodes in on the admin: looks at the token, at all that speaks against the node, and then
/// lets the cluster decide with one entry of its log. The certificate is handed out only when that
/// entry is committed.
final class Desk {

    /// How long a node's certificate is good.
    static final Duration NODE_LIFE = Duration.ofDays(90);

    private static final Duration WRITE = Duration.ofSeconds(5);

    /// Refusals that may be an attack: they go into the audit log, and slow the address down.
    private static final Set<String> SECURITY =
            Set.of(
                    "token-unknown",
                    "token-used",
                    "token-expired",
                    "enrollment-closed",
                    "token-of-another-cluster",
                    "proof-wrong");

    private static final long PAUSE_NANOS = 5_000_000;
    private static final long NOTE_EVERY_MILLIS = 10_000;

    /// What the desk works with.
    ///
    /// @param node id of this node, the admin
    /// @param clusterId the cluster's
    /// @param ownFingerprint of this node's own key; empty without one
    /// @param guards looks at all but the token
    /// @param authority the one that signs
    record Parts(
            String node,
            String clusterId,
            String ownFingerprint,
            Consensus consensus,
            Guards guards,
            ClusterAuthority authority,
            Candidates candidates,
            Clock clock,
            Consumer<Event> events) {}

    private final Parts parts;
    private final Throttle throttle = new Throttle();
    private long lastNoteMillis = Long.MIN_VALUE / 2;

    Desk(Parts parts) {
        this.parts = parts;
    }

    /// Answers one request. Blocks while the cluster decides; one that failed often waits longer.
    EnrollAnswer answer(EnrollRequest request, String from) {
        if (!request.isWhole()) {
            return EnrollAnswer.of(
                    JoinException.refused(
                            "request-malformed",
                            "a request of a Belay agent",
                            "one with missing or overlong fields",
                            "use an agent of the admin's version"));
        }
        String key = from + " " + request.publicKey();
        parts.candidates().step(key, request, from, Step.CONNECTED, parts.clock().now());
        try {
            EnrollAnswer.Taken taken = take(request, from, key);
            parts.candidates().step(key, request, from, Step.KEYS, parts.clock().now());
            return EnrollAnswer.taken(taken);
        } catch (JoinException e) {
            parts.candidates().refused(key, request, from, e.error(), parts.clock().now());
            if (!e.isUnknown()) {
                refused(request, from, e.code());
            }
            return EnrollAnswer.of(e);
        }
    }

    private EnrollAnswer.Taken take(EnrollRequest request, String from, String key)
            throws JoinException {
        ClusterState state = parts.consensus().state();
        checkCluster(request);
        Enrollment enrollment = enrollment(state, request);
        if (!request.isProven()) {
            throw JoinException.refused(
                    "proof-wrong",
                    "a request signed by the key that it asks a certificate for",
                    "another signature",
                    "reset the node's keys, then try again");
        }
        PublicKey publicKey = publicKey(request);
        if (isAdmitted(state, enrollment, request, publicKey)) {
            parts.candidates().step(key, request, from, Step.AUTHORIZED, parts.clock().now());
            return handOut(request, certifiedAnew(request, publicKey));
        }
        checkToken(enrollment);
        parts.candidates().step(key, request, from, Step.AUTHORIZED, parts.clock().now());
        parts.guards().check(request, state, parts.ownFingerprint(), parts.clock().now());
        X509Certificate certificate = certificate(request, publicKey);
        admit(enrollment, request, certificate, from);
        parts.events().accept(new Event.MemberAdmitted(request.node(), from, enrollment.id()));
        return handOut(request, certificate);
    }

    private void checkCluster(EnrollRequest request) throws JoinException {
        byte[] pin = Keys.spki(parts.authority().certificate().getPublicKey());
        if (!Base64.getEncoder().encodeToString(pin).equals(request.pin())) {
            throw JoinException.refused(
                    "token-of-another-cluster",
                    "a token of cluster '" + parts.clusterId() + "'",
                    "one of another cluster",
                    "paste the token that this cluster's admin shows");
        }
    }

    private static Enrollment enrollment(ClusterState state, EnrollRequest request)
            throws JoinException {
        byte[] brought = hash(Token.hash(request.secret()));
        @Nullable Enrollment found = null;
        // All of them, so that the time does not tell which one was nearly right.
        for (Enrollment one : state.enrollments().values()) {
            if (java.security.MessageDigest.isEqual(hash(one.secretHash()), brought)) {
                found = one;
            }
        }
        if (found == null) {
            throw JoinException.refused(
                    "token-unknown",
                    "a token of this cluster",
                    "another one",
                    "paste the admin's token again, or let it show a new one");
        }
        return found;
    }

    private static byte[] hash(String hex) {
        return hex.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static PublicKey publicKey(EnrollRequest request) throws JoinException {
        try {
            return NodeKeys.publicKey(request.publicKey());
        } catch (IOException e) {
            throw JoinException.refused(
                    "proof-wrong",
                    "a public key on the curve P-256",
                    "something else",
                    "reset the node's keys, then try again");
        }
    }

    /// A node that got no answer asks again, with the same key: it is the same node.
    private static boolean isAdmitted(
            ClusterState state, Enrollment enrollment, EnrollRequest request, PublicKey key) {
        @Nullable Certificate known = state.trust().certificates().get(request.node());
        return known != null
                && enrollment.joined().contains(request.node())
                && state.member(request.node()).isPresent()
                && known.fingerprint().equals(Keys.fingerprint(key));
    }

    private void checkToken(Enrollment enrollment) throws JoinException {
        if (enrollment.joined().size() >= enrollment.uses()) {
            throw JoinException.refused(
                    "token-used",
                    "a token that can still be used",
                    "one that was used "
                            + enrollment.joined().size()
                            + " times of "
                            + enrollment.uses(),
                    "open enrollment on the admin again; if nobody of yours has used it, remove the"
                            + " members that came with it");
        }
        if (!enrollment.open()) {
            throw JoinException.refused(
                    "enrollment-closed",
                    "an open enrollment",
                    "one that was ended on the admin",
                    "open enrollment on the admin again");
        }
        if (parts.clock().now().toEpochMilli() >= enrollment.expiresAtMillis()) {
            throw JoinException.refused(
                    "token-expired",
                    "a token that is not older than its time",
                    "one that ended at " + Instant.ofEpochMilli(enrollment.expiresAtMillis()),
                    "open enrollment on the admin again");
        }
    }

    private X509Certificate certificate(EnrollRequest request, PublicKey key) {
        Instant now = parts.clock().now();
        return parts.authority().certify(request.node(), key, now, now.plus(NODE_LIFE));
    }

    private void admit(
            Enrollment enrollment, EnrollRequest request, X509Certificate certificate, String from)
            throws JoinException {
        var member =
                new Member(
                        request.node(),
                        request.hostName(),
                        request.zone(),
                        MemberRole.LEARNER,
                        false,
                        request.host(),
                        request.port());
        var order =
                new MemberOrder.Admit(
                        enrollment.id(),
                        enrollment.secretHash(),
                        member,
                        recorded(request.node(), certificate));
        decide(parts.consensus().act(actor(from), order, WRITE));
    }

    private X509Certificate certifiedAnew(EnrollRequest request, PublicKey key)
            throws JoinException {
        X509Certificate certificate = certificate(request, key);
        var order = new TrustOrder.Certify(recorded(request.node(), certificate), false);
        decide(parts.consensus().act(Actor.agent(parts.node()), order, WRITE));
        return certificate;
    }

    private static void decide(Outcome<Answer> outcome) throws JoinException {
        JoinException.done(outcome);
    }

    private Certificate recorded(String node, X509Certificate certificate) {
        return recorded(node, certificate, parts.authority().id());
    }

    /// What the cluster remembers of a certificate.
    static Certificate recorded(String node, X509Certificate certificate, String authority) {
        return new Certificate(
                node,
                certificate.getSerialNumber().toString(16),
                Keys.fingerprint(certificate.getPublicKey()),
                authority,
                certificate.getNotBefore().toInstant().toEpochMilli(),
                certificate.getNotAfter().toInstant().toEpochMilli());
    }

    private EnrollAnswer.Taken handOut(EnrollRequest request, X509Certificate certificate)
            throws JoinException {
        ClusterState state = applied(request.node());
        return new EnrollAnswer.Taken(
                state.clusterId(),
                state.name().value(),
                state.admin(),
                state.members(),
                Pem.of(parts.authority().certificate()),
                Pem.of(certificate));
    }

    /// Where another node is the coordinator, what is committed is applied here a moment later.
    private ClusterState applied(String node) throws JoinException {
        long end = System.nanoTime() + WRITE.toNanos();
        ClusterState state = parts.consensus().state();
        while (state.member(node).isEmpty()) {
            if (System.nanoTime() > end) {
                throw JoinException.unknown("the entry is committed, and not yet applied here");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            state = parts.consensus().state();
        }
        return state;
    }

    private Actor actor(String from) {
        return new Actor("belay", parts.node(), from);
    }

    private void refused(EnrollRequest request, String from, String code) {
        String node = Plain.text(request.node());
        if (!SECURITY.contains(code)) {
            parts.events().accept(new Event.EnrollmentRefused(node, from, code));
            return;
        }
        Duration delay = throttle.failed(from, parts.clock().millis());
        if (isWorthANote()) {
            parts.events()
                    .accept(
                            code.equals("token-used")
                                    ? new Event.TokenReused(node, from, usedId(request))
                                    : new Event.EnrollmentRefused(node, from, code));
            var note =
                    new Order.Note(
                            "enrollment.refused node=" + node.replace(' ', '_') + " from=" + from,
                            "refused: " + code);
            Thread.ofVirtual()
                    .name("enroll-note")
                    .start(() -> parts.consensus().act(actor(from), note, WRITE));
        }
        LockSupport.parkNanos(delay.toNanos());
    }

    private String usedId(EnrollRequest request) {
        try {
            return enrollment(parts.consensus().state(), request).id();
        } catch (JoinException e) {
            return "";
        }
    }

    /// Nobody shall fill log and journal by trying.
    private synchronized boolean isWorthANote() {
        long now = parts.clock().millis();
        if (now - lastNoteMillis < NOTE_EVERY_MILLIS) {
            return false;
        }
        lastNoteMillis = now;
        return true;
    }

    /// Which agents the desk understands.
    static void checkVersion(EnrollRequest request) throws JoinException {
        if (request.protocol() == EnrollRequest.PROTOCOL) {
            return;
        }
        boolean old = request.protocol() < EnrollRequest.PROTOCOL;
        throw JoinException.refused(
                old ? "version-too-old" : "version-too-new",
                "an agent that enrolls as version " + AgentVersion.CURRENT + " does",
                "version '" + Plain.text(request.agentVersion()) + "'",
                old ? "update the agent of that node" : "update the admin's agent first");
    }
}
