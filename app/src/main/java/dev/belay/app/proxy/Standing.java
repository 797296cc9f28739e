package dev.belay.app.proxy;

import dev.belay.api.ApiError;
import dev.belay.app.design.Bound;
import dev.belay.app.design.InForce;
import dev.belay.app.wizard.WizardModel;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the form needs to know of the cluster, asked anew when the form comes into view. Confined
/// to the UI thread; the question runs in the background.
final class Standing {
    private final ProxyPort port;
    private final WizardModel.Ports ports;
    private final Bound bound;
    private final Runnable changed;
    private int turn;
    private boolean asking;
    private @Nullable InForce design;
    private List<String> squidSets = List.of();
    private @Nullable ApiError error;

    Standing(ProxyPort port, WizardModel.Ports ports, Bound bound, Runnable changed) {
        this.port = port;
        this.ports = ports;
        this.bound = bound;
        this.changed = changed;
    }

    void ask() {
        turn++;
        int mine = turn;
        asking = true;
        changed.run();
        ports.background()
                .execute(() -> {
                    try {
                        bound.check(port);
                        InForce found = InForce.ask(port);
                        List<String> sets = sets();
                        ports.ui().execute(() -> told(mine, found, sets, null));
                    } catch (AgentException e) {
                        ports.ui().execute(() -> told(mine, null, List.of(), e.error()));
                    }
                });
    }

    /// Without an answer the file is told to be installed by hand, which is right as well.
    private List<String> sets() {
        try {
            return port.squidSets();
        } catch (AgentException e) {
            return List.of();
        }
    }

    private void told(
            int mine, @Nullable InForce found, List<String> sets, @Nullable ApiError why) {
        if (mine != turn) {
            return;
        }
        asking = false;
        error = why;
        if (found != null) {
            design = found;
            squidSets = sets;
        }
        changed.run();
    }

    boolean isAsking() {
        return asking;
    }

    /// What was found last.
    Optional<InForce> design() {
        return Optional.ofNullable(design);
    }

    /// Config sets of the cluster that are Squid's.
    List<String> squidSets() {
        return squidSets;
    }

    /// Why the last question had no answer; null when it had.
    @Nullable ApiError error() {
        return error;
    }
}
