package dev.belay.app.topology;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.TunnelState;
import org.jspecify.annotations.Nullable;

/// Why there is or is not something to see.
sealed interface Situation {

    /// Nothing is open.
    record NoCluster() implements Situation {}

    /// Tunnels are being made; nothing was heard yet.
    ///
    /// @param answered nodes that said something
    /// @param asked nodes that a tunnel is wanted to
    record Asking(int answered, int asked) implements Situation {}

    /// No tunnel came about, so that nothing is known.
    ///
    /// @param asked nodes that a tunnel is wanted to
    /// @param text one sentence why, of the first of them; may be empty
    record Unreachable(int asked, String text) implements Situation {}

    /// There is a drawing.
    record Shown() implements Situation {}

    static Situation of(@Nullable LiveCluster cluster) {
        if (cluster == null) {
            return new NoCluster();
        }
        if (!cluster.pictureProperty().get().nodes().isEmpty()) {
            return new Shown();
        }
        int asked = 0;
        int answered = 0;
        int failed = 0;
        String why = "";
        for (var node : cluster.nodes()) {
            var tunnel = node.tunnelProperty().get();
            asked += tunnel.state() == TunnelState.NONE ? 0 : 1;
            answered += node.statusProperty().get() == null ? 0 : 1;
            if (tunnel.state() == TunnelState.BROKEN || tunnel.state() == TunnelState.REFUSED) {
                failed++;
                why = why.isEmpty() ? tunnel.text() : why;
            }
        }
        return asked > 0 && failed == asked
                ? new Unreachable(asked, why)
                : new Asking(answered, asked);
    }
}
