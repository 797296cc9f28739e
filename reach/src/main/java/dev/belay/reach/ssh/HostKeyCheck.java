package dev.belay.reach.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/// Compares a host's key with the known hosts during the key exchange. It never asks: a key that is
/// not known ends the connection, so that no server waits while a person thinks.
final class HostKeyCheck implements HostKeyVerifier {

    /// Of certificates of hosts, see PROTOCOL.certkeys of OpenSSH.
    private static final long HOST_CERTIFICATE = 2;

    private final KnownHosts knownHosts;
    private final SshTarget target;
    private final ConnectWatch watch;
    private volatile @Nullable HostKey key;
    private volatile @Nullable HostKeyVerdict verdict;

    HostKeyCheck(KnownHosts knownHosts, SshTarget target, ConnectWatch watch) {
        this.knownHosts = knownHosts;
        this.target = target;
        this.watch = watch;
    }

    /// The key that was shown; null when it never came to that.
    @Nullable HostKey key() {
        return key;
    }

    @Nullable HostKeyVerdict verdict() {
        return verdict;
    }

    @Override
    public boolean verify(String host, int port, PublicKey shown) {
        watch.passed(ConnectStep.KEY_EXCHANGE, target.describe(), "");
        watch.began(ConnectStep.HOST_KEY, target.describe());
        HostKeyVerdict found = judge(shown);
        verdict = found;
        if (found instanceof HostKeyVerdict.Known known) {
            HostKey plain = key;
            watch.passed(
                    ConnectStep.HOST_KEY,
                    target.describe(),
                    (plain == null ? "" : plain.typeName() + " " + plain.fingerprint() + ", ")
                            + known.place());
            return true;
        }
        return false;
    }

    private HostKeyVerdict judge(PublicKey shown) {
        String host = target.hostKeyName();
        if (shown instanceof Certificate<?> certificate) {
            HostKey plain = hostKey(certificate.getKey());
            key = plain;
            HostKeyVerdict own = knownHosts.check(host, target.port(), plain);
            if (own instanceof HostKeyVerdict.Revoked) {
                return own;
            }
            // The library has verified signature, names and times of the certificate.
            Optional<HostKeyVerdict> authority =
                    certificate.getType() == HOST_CERTIFICATE
                            ? knownHosts.checkAuthority(
                                    host, target.port(), HostKey.of(certificate.getSignatureKey()))
                            : Optional.empty();
            return authority.orElse(own);
        }
        HostKey plain = hostKey(shown);
        key = plain;
        return knownHosts.check(host, target.port(), plain);
    }

    private static HostKey hostKey(PublicKey shown) {
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(shown).getCompactData();
        return new HostKey(KeyType.fromKey(shown).toString(), blob);
    }

    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
        return knownHosts.preferredAlgorithms(target.hostKeyName(), target.port());
    }
}
