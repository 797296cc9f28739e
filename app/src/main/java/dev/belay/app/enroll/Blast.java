package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.NodeStanding;
import dev.belay.api.TrustView;
import dev.belay.app.wizard.WizardModel;
import dev.belay.reach.AgentException;
import org.jspecify.annotations.Nullable;

/// Asks a node, before anything is done, what it has that a change could end. Confined to the UI
/// thread.
final class Blast {
    private final NodeBook book;
    private final WizardModel.Ports ports;
    private final Runnable changed;
    private int turn;
    private boolean asking;
    private @Nullable Answer answer;
    private @Nullable ApiError error;

    /// What the node said.
    ///
    /// @param trust null when it is in no cluster
    record Answer(NodeStanding standing, @Nullable TrustView trust) {}

    Blast(NodeBook book, WizardModel.Ports ports, Runnable changed) {
        this.book = book;
        this.ports = ports;
        this.changed = changed;
    }

    boolean isAsking() {
        return asking;
    }

    @Nullable ApiError error() {
        return error;
    }

    /// What the node said last; null before, and where it did not answer.
    @Nullable Answer answer() {
        return answer;
    }

    void ask(String key) {
        turn++;
        answer = null;
        error = null;
        asking = book.node(key).isPresent();
        if (!asking) {
            changed.run();
            return;
        }
        int mine = turn;
        NodePort port = book.port(key);
        changed.run();
        ports.background()
                .execute(() -> {
                    try {
                        NodeStanding standing = port.standing();
                        TrustView trust = standing.clusterId().isEmpty() ? null : port.trust();
                        ports.ui().execute(() -> took(mine, new Answer(standing, trust), null));
                    } catch (AgentException e) {
                        ports.ui().execute(() -> took(mine, null, e.error()));
                    }
                });
    }

    private void took(int mine, @Nullable Answer got, @Nullable ApiError why) {
        if (mine == turn) {
            asking = false;
            answer = got;
            error = why;
            changed.run();
        }
    }
}
