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

    private final Map<SSLEngine, List<X509Certificate>> engines = new WeakHashMap<>();

    synchronized void add(SSLEngine engine, List<X509Certificate> chain) {
        engines.put(engine, chain);
    }

    /// Cuts those whose certificate is refused.
    ///
    /// @return chains of the other ends
    List<List<X509Certificate>> cut(Predicate<List<X509Certificate>> refused) {
        List<Map.Entry<SSLEngine, List<X509Certificate>>> live;
        synchronized (this) {
            engines.keySet().removeIf(SSLEngine::isOutboundDone);
            live = List.copyOf(engines.entrySet());
        }
        var cut = new ArrayList<List<X509Certificate>>();
        for (Map.Entry<SSLEngine, List<X509Certificate>> one : live) {
            if (refused.test(one.getValue())) {
                cut.add(one.getValue());
                close(one.getKey());
            }
        }
        return cut;
    }

    // The session goes too: it must not be resumed without a look at the certificate.
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
