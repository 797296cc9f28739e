package dev.belay.agent.join;

import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.enroll.FullHandshakes;
import dev.belay.agent.enroll.Keys;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// TLS 1.3 between a node that is to be a member and the admin: the admin shows its cluster's
/// authority, the node compares that with the pin of its token, and shows no certificate itself.
final class EnrollTls {

    static final String PROTOCOL = "TLSv1.3";

    private static final Duration LIFE = Duration.ofDays(2);

    // A node that enrolls uses TLS here first, and as a member with the same process later.
    static {
        FullHandshakes.only();
    }

    private EnrollTls() {}

    /// For the admin, with a key that lives as long as the process.
    static SSLContext server(ClusterAuthority authority, String node, Instant now)
            throws IOException {
        KeyPair pair = Keys.generate();
        X509Certificate own = authority.certify(node, pair.getPublic(), now, now.plus(LIFE));
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] password = new char[0];
            store.setKeyEntry(
                    "enroll",
                    pair.getPrivate(),
                    password,
                    new Certificate[] {own, authority.certificate()});
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, password);
            var context = SSLContext.getInstance(PROTOCOL);
            context.init(keys.getKeyManagers(), new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS for enrollment could not be made", e);
        }
    }

    /// For a node with a token.
    static SSLContext client(Pinned pinned) throws IOException {
        try {
            var context = SSLContext.getInstance(PROTOCOL);
            context.init(null, new TrustManager[] {pinned}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS for enrollment could not be made", e);
        }
    }

    /// Trusts whoever is certified by the authority with one public key. Times are not looked at:
    /// the admin is to say by how much this host's clock is off.
    static final class Pinned extends X509ExtendedTrustManager {

        private final byte[] pin;
        private volatile boolean mismatch;

        Pinned(byte[] pin) {
            this.pin = pin.clone();
        }

        /// Whether the other end showed another authority.
        boolean isMismatch() {
            return mismatch;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length != 2) {
                mismatch = true;
                throw new CertificateException("an admin's certificate and its authority's");
            }
            if (!MessageDigest.isEqual(pin, Keys.spki(chain[1].getPublicKey()))) {
                mismatch = true;
                throw new CertificateException("the authority that the token names");
            }
            try {
                chain[0].verify(chain[1].getPublicKey());
            } catch (GeneralSecurityException e) {
                mismatch = true;
                throw new CertificateException("a certificate of that authority", e);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no client is trusted here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no client is trusted here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("no client is trusted here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
