package dev.belay.reach.ssh;

import com.hierynomus.sshj.signature.SignatureEdDSA;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.signature.SignatureECDSA;
import net.schmizz.sshj.signature.SignatureRSA;

/// Signatures as SSH encodes them: RFC 4253, 5656, 8332 and 8709.
public final class SshSignature {

    private SshSignature() {}

    /// The type that an encoded key or signature says it has; empty for what is none.
    public static String typeOf(byte[] blob) {
        return HostKey.of(blob).type();
    }

    /// A key as `ssh-keygen -l` shows it.
    public static String fingerprint(byte[] key) {
        return HostKey.of(key).fingerprint();
    }

    /// Whether a signature of this kind can be one of a key of that type. SHA-1 is not accepted any
    /// more, and what a security key signs besides the data is not looked at here.
    public static boolean fits(String keyType, String algorithm) {
        return keyType.equals("ssh-rsa")
                ? algorithm.equals("rsa-sha2-512") || algorithm.equals("rsa-sha2-256")
                : keyType.equals(algorithm) && of(algorithm).isPresent();
    }

    /// Length of an RSA key; empty for other keys, and for what is no key.
    public static Optional<Integer> rsaBits(byte[] key) {
        try {
            return new Buffer.PlainBuffer(key).readPublicKey() instanceof RSAPublicKey rsa
                    ? Optional.of(rsa.getModulus().bitLength())
                    : Optional.empty();
        } catch (Buffer.BufferException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /// Whether the signature is one of these bytes by this key. What cannot be read is none.
    public static boolean holds(byte[] key, byte[] signature, byte[] bytes) {
        Optional<Signature> known = of(typeOf(signature));
        if (known.isEmpty() || !fits(typeOf(key), typeOf(signature))) {
            return false;
        }
        try {
            PublicKey read = new Buffer.PlainBuffer(key).readPublicKey();
            Signature check = known.get();
            check.initVerify(read);
            check.update(bytes);
            return check.verify(signature);
        } catch (Buffer.BufferException | RuntimeException e) {
            // Whatever the libraries find wrong with bytes from outside: it is no signature.
            return false;
        }
    }

    static Optional<Signature> of(String algorithm) throws SSHRuntimeException {
        return switch (algorithm) {
            case "ssh-ed25519" -> Optional.of(new SignatureEdDSA.Factory().create());
            case "ecdsa-sha2-nistp256" -> Optional.of(new SignatureECDSA.Factory256().create());
            case "ecdsa-sha2-nistp384" -> Optional.of(new SignatureECDSA.Factory384().create());
            case "ecdsa-sha2-nistp521" -> Optional.of(new SignatureECDSA.Factory521().create());
            case "rsa-sha2-256" -> Optional.of(new SignatureRSA.FactoryRSASHA256().create());
            case "rsa-sha2-512" -> Optional.of(new SignatureRSA.FactoryRSASHA512().create());
            default -> Optional.empty();
        };
    }
}
