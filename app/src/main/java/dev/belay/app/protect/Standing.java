package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.app.design.Bound;
import dev.belay.app.design.InForce;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.node.Node;
import dev.belay.reach.AgentException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the form needs to know of the cluster, asked anew when the form comes into view. Confined
/// to the UI thread; the question runs in the background.
public final class Standing {
    private final ProtectPort port;
    private final WizardModel.Ports ports;
    private final Runnable changed;
    private final Bound bound;
    private int turn;
    private boolean asking;
    private @Nullable InForce design;
    private @Nullable ApiError error;

    /// Knows nothing yet.
    ///
    /// @param changed told on the UI thread
    public Standing(ProtectPort port, WizardModel.Ports ports, Bound bound, Runnable changed) {
        this.bound = bound;
        this.port = port;
        this.ports = ports;
        this.changed = changed;
    }

    /// Asks in the background.
    public void ask() {
        turn++;
        int mine = turn;
        asking = true;
        changed.run();
        ports.background()
                .execute(() -> {
                    try {
                        bound.check(port);
                        InForce found = InForce.ask(port);
                        ports.ui().execute(() -> told(mine, found, null));
                    } catch (AgentException e) {
                        ports.ui().execute(() -> told(mine, null, e.error()));
                    }
                });
    }

    private void told(int mine, @Nullable InForce found, @Nullable ApiError why) {
        if (mine != turn) {
            return;
        }
        asking = false;
        error = why;
        if (found != null) {
            design = found;
        }
        changed.run();
    }

    public boolean isAsking() {
        return asking;
    }

    /// What was found last; null before it was.
    public @Nullable InForce design() {
        return design;
    }

    /// Why the last question had no answer; null when it had.
    public @Nullable ApiError error() {
        return error;
    }

    /// Nodes that may run services, in the order of their ids.
    public List<Node> hosts() {
        InForce known = design;
        return known == null
                ? List.of()
                : known.design().nodes().stream()
                        .filter(node -> node.role().runsServices())
                        .toList();
    }
}
