package dev.belay.agent.remote;

import java.nio.charset.StandardCharsets;
import java.util.Vector;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.crypto.TlsCrypto;

/// What we offer a remote executor: TLS 1.3 with the key and fresh Diffie-Hellman, or else TLS 1.2
/// with the key, which is what GnuTLS takes by `+PSK:+DHE-PSK`.
///
/// Only suites of SHA-256: the hash of an external key is that one (RFC 8446, section 4.2.11).
final class PskClient extends PSKTlsClient {

    /// Some versions insist on that name, others ignore it.
    static final byte[] IDENTITY = "lrmd".getBytes(StandardCharsets.US_ASCII);

    static final int[] SUITES = {
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_DHE_PSK_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_DHE_PSK_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_PSK_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256
    };

    private final AuthKey key;

    PskClient(TlsCrypto crypto, AuthKey key) {
        super(crypto, new BasicTlsPSKIdentity(IDENTITY, key.bytes()));
        this.key = key;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return SUITES.clone();
    }

    @Override
    public short[] getPskKeyExchangeModes() {
        return new short[] {PskKeyExchangeMode.psk_dhe_ke};
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "NonApiType"}) // the library's own signature
    public Vector<BasicTlsPSKExternal> getExternalPSKs() {
        Vector<BasicTlsPSKExternal> all = new Vector<>();
        all.add(external(getCrypto(), key));
        return all;
    }

    static BasicTlsPSKExternal external(TlsCrypto crypto, AuthKey key) {
        return new BasicTlsPSKExternal(
                IDENTITY, crypto.createSecret(key.bytes()), PRFAlgorithm.tls13_hkdf_sha256);
    }

    /// The daemon ends without a word.
    @Override
    public boolean requiresCloseNotify() {
        return false;
    }
}
