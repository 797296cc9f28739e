package dev.belay.agent.consensus;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// The TLS connections that are up, with the certificate that the other end showed: those that are
/// refused later are cut at once. No byte goes through a closed engine, in neither direction.
final class LiveLines {

    private final Map<SSLEngine, X509Certificate> engines = new WeakHashMap<>();

    synchronized void add(SSLEngine engine, X509Certificate certificate) {
        engines.put(engine, certificate);
    }

    /// Cuts those whose certificate is refused.
    ///
    /// @return certificates of the other ends
    List<X509Certificate> cut(Predicate<X509Certificate> refused) {
        List<Map.Entry<SSLEngine, X509Certificate>> live;
        synchronized (this) {
            engines.keySet().removeIf(SSLEngine::isOutboundDone);
            live = List.copyOf(engines.entrySet());
        }
        var cut = new ArrayList<X509Certificate>();
        for (Map.Entry<SSLEngine, X509Certificate> one : live) {
            if (refused.test(one.getValue())) {
                cut.add(one.getValue());
                close(one.getKey());
            }
        }
        return cut;
    }

    // The session goes too: it must not be resumed without a look at the certificate.
    @SuppressWarnings("EmptyCatch") // The other end said no farewell, as it was not asked.
    private static void close(SSLEngine engine) {
        engine.getSession().invalidate();
        engine.closeOutbound();
        try {
            engine.closeInbound();
        } catch (SSLException _) {
            // The other end said no farewell: it was not asked.
        }
    }
}
