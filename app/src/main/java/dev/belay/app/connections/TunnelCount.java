package dev.belay.app.connections;

import dev.belay.app.connect.ConnectionEntry;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.TunnelState;
import dev.belay.app.ui.CheckGlyph;

/// How many tunnels of a connection are open, and what glyph says so.
///
/// @param open of them are open
/// @param wanted are wanted, as the cluster or the saved addresses have it
/// @param refused of them wait for the user
/// @param connecting of them are on the way
/// @param connected whether the connection is wanted at all
record TunnelCount(long open, int wanted, long refused, long connecting, boolean connected) {

    static TunnelCount of(ConnectionEntry entry) {
        LiveCluster cluster = entry.clusterProperty().get();
        if (cluster == null) {
            return new TunnelCount(0, entry.savedProperty().get().nodes().size(), 0, 0, false);
        }
        return new TunnelCount(
                count(cluster, TunnelState.OPEN),
                cluster.nodes().size(),
                count(cluster, TunnelState.REFUSED),
                count(cluster, TunnelState.CONNECTING),
                true);
    }

    CheckGlyph.Result glyph() {
        if (!connected) {
            return CheckGlyph.Result.WAITS;
        }
        if (wanted > 0 && open == wanted) {
            return CheckGlyph.Result.PASS;
        }
        if (refused > 0) {
            return CheckGlyph.Result.ERROR;
        }
        return connecting > 0 && open == 0 ? CheckGlyph.Result.RUNNING : CheckGlyph.Result.WARNING;
    }

    private static long count(LiveCluster cluster, TunnelState state) {
        long count = 0;
        for (LiveNode node : cluster.nodes()) {
            if (node.tunnelProperty().get().state() == state) {
                count++;
            }
        }
        return count;
    }
}
