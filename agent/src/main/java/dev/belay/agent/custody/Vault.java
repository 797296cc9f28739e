package dev.belay.agent.custody;

import dev.belay.agent.core.cluster.Authority;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.enroll.AuthorityStore;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.enroll.Keys;
import dev.belay.agent.enroll.Pem;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The authorities' keys on this node, and what they are used for: certificates for members that
/// show that they have the key, copies for the other voters.
final class Vault {

    private final String clusterId;
    private final AuthorityStore store;
    private final Supplier<ClusterState> state;
    private final Duration life;

    /// Ids of authorities that were made here and may not be in the replicated state yet.
    private final Set<String> fresh = ConcurrentHashMap.newKeySet();

    Vault(String clusterId, AuthorityStore store, Supplier<ClusterState> state, Duration life) {
        this.clusterId = clusterId;
        this.store = store;
        this.state = state;
        this.life = life;
    }

    /// Signs a certificate.
    ///
    /// @param asker id of the node, as its connection's certificate says
    CustodyTalk.Answer sign(String asker, CustodyTalk.Request request, Instant now)
            throws IOException {
        ClusterState known = state.get();
        if (known.member(asker).isEmpty()) {
            return CustodyTalk.Answer.refused("a member is wanted, found '" + asker + "'");
        }
        Optional<PublicKey> key = proven(asker, request);
        if (key.isEmpty()) {
            return CustodyTalk.Answer.refused("a key and a proof that the asker has it are wanted");
        }
        Optional<ClusterAuthority> authority = store.find(known.trust().signing());
        if (authority.isEmpty()) {
            return CustodyTalk.Answer.refused("this node does not hold the key that signs");
        }
        X509Certificate signed = authority.get().certify(asker, key.get(), now, now.plus(life));
        return CustodyTalk.Answer.certificate(
                Pem.of(signed) + links(known.trust(), authority.get().id()));
    }

    /// Certificates that lead from the signing authority to older ones: a node that was away knows
    /// no other.
    private static String links(Trust trust, String id) {
        Authority authority = trust.authorities().get(id);
        if (authority == null) {
            return "";
        }
        int second = authority.pem().indexOf(Pem.CERTIFICATE_BEGIN, 1);
        return second < 0 ? "" : authority.pem().substring(second);
    }

    private Optional<PublicKey> proven(String asker, CustodyTalk.Request request) {
        String text = request.publicKey();
        String proof = request.proof();
        if (text == null || proof == null) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getDecoder().decode(proof);
            return Keys.publicKey(Base64.getDecoder().decode(text))
                    .filter(key ->
                            Keys.isSignedBy(
                                    key, CustodyTalk.proven(clusterId, asker, text), signature));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Hands an authority's key to another voter.
    CustodyTalk.Answer key(String asker, CustodyTalk.Request request) throws IOException {
        ClusterState known = state.get();
        String id = request.authority();
        boolean mayHave = known.member(asker).filter(one -> one.role().votes()).isPresent();
        if (!mayHave || id == null || !known.trust().authorities().containsKey(id)) {
            return CustodyTalk.Answer.refused("a voter and a trusted authority are wanted");
        }
        return store.find(id)
                .map(one -> CustodyTalk.Answer.key(one.toPem()))
                .orElseGet(() -> CustodyTalk.Answer.refused("this node does not hold that key"));
    }

    CustodyTalk.Answer holding() throws IOException {
        return CustodyTalk.Answer.holding(
                state.get().trust().authorities().keySet(), new TreeSet<>(store.ids()));
    }

    /// Takes a key that another voter handed over, if it is that of the trusted authority.
    boolean take(String id, String pem) throws IOException {
        ClusterAuthority handed = ClusterAuthority.fromPem(pem);
        if (!handed.id().equals(id) || !isTrusted(handed)) {
            return false;
        }
        store.put(handed);
        return true;
    }

    private boolean isTrusted(ClusterAuthority handed) {
        Authority known = state.get().trust().authorities().get(handed.id());
        try {
            return known != null
                    && Pem.certificate(known.pem())
                            .getPublicKey()
                            .equals(handed.certificate().getPublicKey());
        } catch (CertificateException e) {
            return false;
        }
    }

    /// Forgets the keys that this node has no business with.
    void tidy(String self) throws IOException {
        ClusterState known = state.get();
        fresh.removeAll(known.trust().authorities().keySet());
        boolean votes =
                known.member(self).filter(one -> one.role() != MemberRole.LEARNER).isPresent();
        Set<String> trusted = known.trust().authorities().keySet();
        for (String id : store.ids()) {
            if (!fresh.contains(id) && (!votes || !trusted.contains(id))) {
                store.remove(id);
            }
        }
    }

    /// Makes a new authority, vouched for by the one that signs now if its key is here.
    Authority create(Instant now) throws IOException {
        ClusterAuthority made = ClusterAuthority.create(clusterId);
        fresh.add(made.id());
        store.put(made);
        Optional<ClusterAuthority> former = store.find(state.get().trust().signing());
        String link = former.isPresent() ? Pem.of(former.get().vouchFor(made, now)) : "";
        return recorded(made.certificate(), Pem.of(made.certificate()) + link);
    }

    static Authority recorded(X509Certificate certificate, String pem) {
        return new Authority(
                Keys.shortId(certificate.getPublicKey()),
                pem,
                Keys.fingerprint(certificate.getPublicKey()),
                certificate.getNotBefore().toInstant().toEpochMilli(),
                certificate.getNotAfter().toInstant().toEpochMilli());
    }

    boolean holds(String id) throws IOException {
        return store.find(id).isPresent();
    }

    void forget(String id) throws IOException {
        fresh.remove(id);
        store.remove(id);
    }
}
