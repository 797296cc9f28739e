package dev.belay.app.enroll;

import dev.belay.api.NodeStanding;
import dev.belay.api.TrustView;
import dev.belay.app.ui.Texts;
import java.util.ArrayList;
import java.util.List;

/// What ends with a change of one node, line by line, from what the node said.
final class Ends {
    private final Texts texts;
    private final Blast.Answer answer;

    /// One line.
    ///
    /// @param what connections, certificate, role or services
    /// @param text what ends
    /// @param hurts whether something that works now ends
    record Line(String what, String text, boolean hurts) {}

    Ends(Texts texts, Blast.Answer answer) {
        this.texts = texts;
        this.answer = answer;
    }

    /// Out of its cluster, or with another key where it is in none.
    List<Line> removed() {
        return leaving("blast.connections", "blast.certificate", "blast.key", "");
    }

    /// Back to a new one: its key goes with its certificate.
    List<Line> reset() {
        return leaving("blast.connections", "blast.certificate.reset", "blast.key.reset", ".reset");
    }

    /// The only member, and its cluster with it.
    List<Line> resetAlone() {
        return leaving("blast.connections", "blast.certificate.reset", "blast.key.reset", ".alone");
    }

    /// Out of its cluster and back with the same key: a new certificate follows.
    List<Line> renamed() {
        return leaving(
                "blast.connections.rename",
                "blast.certificate.rename",
                "blast.key.rename",
                ".rename");
    }

    /// The role moves, and nothing else.
    ///
    /// @param node name of the admin to be
    /// @param admin name of the admin of now; empty for none
    List<Line> nominated(String node, String admin) {
        List<Line> lines = new ArrayList<>();
        lines.add(line("connections", "blast.connections.nominate", false));
        lines.add(line("certificate", "blast.certificate.nominate", false));
        if (isAdmin()) {
            lines.add(line("role", "blast.role.same", false, node));
        } else if (admin.isEmpty()) {
            lines.add(line("role", "blast.role.new", false, node));
        } else {
            lines.add(line("role", "blast.role", true, admin, node));
        }
        lines.add(line("services", "blast.services.nominate", false));
        return lines;
    }

    private List<Line> leaving(String connections, String certificate, String key, String kind) {
        List<Line> lines = new ArrayList<>();
        TrustView trust = answer.trust();
        NodeStanding standing = answer.standing();
        if (trust == null) {
            lines.add(line("connections", "blast.connections.none", false));
            lines.add(
                    standing.keyFingerprint().isEmpty()
                            ? line("certificate", "blast.certificate.none", false)
                            : line(
                                    "certificate",
                                    key,
                                    !key.equals("blast.key.rename"),
                                    standing.keyFingerprint()));
        } else {
            List<String> others =
                    trust.certificates().stream()
                            .map(TrustView.Certificate::node)
                            .filter(other -> !other.equals(standing.node()))
                            .toList();
            lines.add(
                    line(
                            "connections",
                            connections,
                            !others.isEmpty(),
                            others.size(),
                            String.join(", ", others)));
            trust.certificates().stream()
                    .filter(one -> one.node().equals(standing.node()))
                    .forEach(one ->
                            lines.add(
                                    line(
                                            "certificate",
                                            certificate,
                                            true,
                                            one.serial(),
                                            texts.figures().minute(one.notAfter()))));
        }
        lines.add(
                isAdmin()
                        ? line("services", "blast.services.admin" + kind, true)
                        : line("services", "blast.services", false));
        return lines;
    }

    private boolean isAdmin() {
        return answer.standing().stage() == NodeStanding.Stage.ADMIN;
    }

    private Line line(String what, String key, boolean hurts, Object... args) {
        return new Line(texts.get("blast.what." + what), texts.get(key, args), hurts);
    }
}
