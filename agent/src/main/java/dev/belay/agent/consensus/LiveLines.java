package dev.belay.agent.consensus;

import java.io.IOException;
import java.net.Socket;
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

    /// By engine, or by the socket below TLS.
    private final Map<Object, List<X509Certificate>> lines = new WeakHashMap<>();

    synchronized void add(SSLEngine engine, List<X509Certificate> chain) {
        lines.put(engine, chain);
    }

    synchronized void add(Socket below, List<X509Certificate> chain) {
        lines.put(below, chain);
    }

    /// Cuts those whose certificate is refused.
    ///
    /// @return chains of the other ends
    List<List<X509Certificate>> cut(Predicate<List<X509Certificate>> refused) {
        List<Map.Entry<Object, List<X509Certificate>>> live;
        synchronized (this) {
            lines.keySet().removeIf(LiveLines::isOver);
            live = List.copyOf(lines.entrySet());
        }
        var cut = new ArrayList<List<X509Certificate>>();
        for (Map.Entry<Object, List<X509Certificate>> one : live) {
            if (refused.test(one.getValue())) {
                cut.add(one.getValue());
                close(one.getKey());
            }
        }
        return cut;
    }

    private static boolean isOver(Object line) {
        return line instanceof SSLEngine engine
                ? engine.isOutboundDone()
                : ((Socket) line).isClosed();
    }

    private static void close(Object line) {
        if (line instanceof SSLEngine engine) {
            close(engine);
            return;
        }
        try {
            ((Socket) line).close();
        } catch (IOException _) {
            // It is closed whatever the system says of it.
        }
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
