package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.NodeStanding;
import dev.belay.api.TrustView;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.WizardModel;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a change of one node ends: connections, certificates, services. Asked before anything is
/// done. Confined to the UI thread.
final class Blast {
    private final Texts texts;
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

    /// One line.
    ///
    /// @param what connections, certificate or services
    /// @param text what ends
    /// @param hurts whether something that works now ends
    record Line(String what, String text, boolean hurts) {}

    Blast(Texts texts, NodeBook book, WizardModel.Ports ports, Runnable changed) {
        this.texts = texts;
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

    @Nullable NodeStanding standing() {
        return answer == null ? null : answer.standing();
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

    List<Line> lines() {
        Answer got = answer;
        List<Line> lines = new ArrayList<>();
        if (got == null) {
            return lines;
        }
        TrustView trust = got.trust();
        String node = got.standing().node();
        if (trust == null) {
            lines.add(line("connections", "blast.connections.none", false));
            lines.add(
                    got.standing().keyFingerprint().isEmpty()
                            ? line("certificate", "blast.certificate.none", false)
                            : line(
                                    "certificate",
                                    "blast.key",
                                    true,
                                    got.standing().keyFingerprint()));
        } else {
            List<String> others =
                    trust.certificates().stream()
                            .map(TrustView.Certificate::node)
                            .filter(other -> !other.equals(node))
                            .toList();
            lines.add(
                    line(
                            "connections",
                            "blast.connections",
                            !others.isEmpty(),
                            others.size(),
                            String.join(", ", others)));
            trust.certificates().stream()
                    .filter(one -> one.node().equals(node))
                    .forEach(one ->
                            lines.add(
                                    line(
                                            "certificate",
                                            "blast.certificate",
                                            true,
                                            one.serial(),
                                            texts.figures().minute(one.notAfter()))));
        }
        boolean admin = got.standing().stage() == NodeStanding.Stage.ADMIN;
        lines.add(
                admin
                        ? line("services", "blast.services.admin", true)
                        : line("services", "blast.services", false));
        return lines;
    }

    private Line line(String what, String key, boolean hurts, Object... args) {
        return new Line(texts.get("blast.what." + what), texts.get(key, args), hurts);
    }
}
