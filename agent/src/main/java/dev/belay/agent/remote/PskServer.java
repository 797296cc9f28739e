package dev.belay.agent.remote;

import java.io.IOException;
import java.util.Arrays;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;

/// What we take of who connects: the suites that [PskClient] offers, the same key, and the one name
/// that there is.
final class PskServer extends PSKTlsServer {

    private final AuthKey key;

    PskServer(TlsCrypto crypto, AuthKey key) {
        super(crypto, new OneIdentity(key));
        this.key = key;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return PskClient.SUITES.clone();
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "NonApiType", "rawtypes"}) // the library's own signature
    public TlsPSKExternal getExternalPSK(Vector identities) {
        for (Object one : identities) {
            if (one instanceof PskIdentity offered
                    && Arrays.equals(offered.getIdentity(), PskClient.IDENTITY)) {
                return PskClient.external(getCrypto(), key);
            }
        }
        return super.getExternalPSK(identities);
    }

    /// Without the key there is nothing to say in TLS 1.3 either.
    @Override
    public int getSelectedCipherSuite() throws IOException {
        int suite = super.getSelectedCipherSuite();
        if (suite == 0) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        return suite;
    }

    /// Neither end of Pacemaker takes leave.
    @Override
    public boolean requiresCloseNotify() {
        return false;
    }

    private record OneIdentity(AuthKey key) implements TlsPSKIdentityManager {

        @Override
        public byte[] getHint() {
            return new byte[0];
        }

        /// None for another name: the library ends the handshake then.
        @Override
        public byte @Nullable [] getPSK(byte[] identity) {
            return Arrays.equals(identity, PskClient.IDENTITY) ? key.bytes() : null;
        }
    }
}
