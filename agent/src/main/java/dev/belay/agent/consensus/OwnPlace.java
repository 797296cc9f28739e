package dev.belay.agent.consensus;

import dev.belay.agent.core.cluster.ClusterState;
import org.jspecify.annotations.Nullable;

/// Whether this node was taken out of the cluster, as the entries tell that it applies.
///
/// Entries from before it came are no sign, nor are those about a former node of the same name:
/// what counts is that this very folder was recorded, and then the member is gone.
///
/// UNKNOWN -> HERE -> GONE.
final class OwnPlace {

    private final String node;
    private volatile @Nullable String instance;
    private volatile boolean here;
    private volatile boolean gone;

    OwnPlace(String node) {
        this.node = node;
    }

    /// Names the folder.
    void isAt(String folderInstance) {
        instance = folderInstance;
    }

    /// Looks at the state after each entry; called by one thread at a time.
    void look(ClusterState state) {
        String own = instance;
        boolean member = state.member(node).isPresent();
        if (own != null && member && own.equals(state.instances().get(node))) {
            here = true;
        }
        gone = here && !member;
    }

    /// The entries are applied again from an earlier one on.
    void beginAnew() {
        here = false;
        gone = false;
    }

    boolean isGone() {
        return gone;
    }
}
