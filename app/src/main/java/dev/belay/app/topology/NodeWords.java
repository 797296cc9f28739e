package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.Link;
import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.topology.Drawing.ThingCard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Picture.NodePicture;
import dev.belay.model.status.RaftRole;
import dev.belay.model.status.StatusProblem;
import dev.belay.model.status.StatusText;
import dev.belay.model.thing.ThingKind;
import java.util.EnumMap;
import java.util.Map;

/// The sentences and words of the drawing in the language of now.
final class NodeWords {

    private static final Map<Language, StatusText> STATUS_TEXTS = new EnumMap<>(Language.class);

    private final Ui ui;
    private final Texts texts;

    NodeWords(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts(NodeWords.class);
    }

    Texts texts() {
        return texts;
    }

    String state(NodeState state) {
        return StateGlyph.word(ui, state);
    }

    String memberRole(MemberRole role) {
        return texts.get(
                switch (role) {
                    case VOTER -> "role.voter";
                    case LEARNER -> "role.learner";
                    case WITNESS -> "role.witness";
                });
    }

    String raftRole(RaftRole role) {
        return texts.get(
                switch (role) {
                    case COORDINATOR -> "role.coordinator";
                    case FOLLOWER -> "role.follower";
                    case CANDIDATE -> "role.candidate";
                    case LEARNER -> "role.learner";
                    case NONE -> "role.none";
                });
    }

    /// Why a node is in its state; in our own words where it is only silent.
    String reason(NodePicture node) {
        var age = Freshness.of(node.ageMillis());
        if (age == Freshness.NEVER) {
            return texts.get("reason.never");
        }
        if (node.state() == NodeState.UNKNOWN && age == Freshness.STALE) {
            return texts.get("reason.silent", ui.figures().age(node.ageMillis()));
        }
        return statusText()
                .reason(
                        new NodeStatus(
                                node.member(),
                                node.state(),
                                node.reason(),
                                null,
                                node.reasonCode(),
                                node.reasonFields()));
    }

    /// `gw-3, standby, seen by itself 3.8 seconds ago`.
    String card(NodeCard card) {
        var node = card.node();
        var seen =
                node.ageMillis() < 0
                        ? texts.get("card.never")
                        : node.observer().equals(card.id())
                                ? texts.get("card.itself", ui.figures().age(node.ageMillis()))
                                : texts.get(
                                        "card.by",
                                        node.observer(),
                                        ui.figures().age(node.ageMillis()));
        return texts.get("card.sentence", card.title(), state(card.state()), seen);
    }

    /// `Transit gateway Tokyo, designed`.
    String card(ThingCard card) {
        return texts.get("thing.sentence", kind(card.kind()), card.title());
    }

    String kind(ThingKind kind) {
        return texts.get("kind." + kind.code());
    }

    /// What the pill on a link says.
    String linkPill(Link link) {
        return switch (link.state()) {
            case UP -> {
                var millis = link.link().roundTripMillis();
                yield millis == null ? texts.get("link.up") : ui.figures().millis(millis);
            }
            case CUT -> texts.get("link.cut", silence(link));
            case ONE_WAY -> texts.get("link.one-way", silence(link));
        };
    }

    /// The whole sentence about a link.
    String link(Link link) {
        return switch (link.state()) {
            case UP -> texts.get("link.up.why", link.fromName(), link.toName());
            case CUT -> texts.get("link.cut.why", link.fromName(), link.toName(), silence(link));
            case ONE_WAY ->
                    texts.get("link.one-way.why", link.toName(), link.fromName(), silence(link));
        };
    }

    /// What is wrong.
    String problem(StatusProblem problem) {
        return statusText().text(problem);
    }

    /// What to do about a problem; empty when nobody knows.
    String advice(StatusProblem problem) {
        return statusText().advice(problem);
    }

    /// What happened.
    String event(EventRecord event) {
        return statusText().text(event);
    }

    private StatusText statusText() {
        return STATUS_TEXTS.computeIfAbsent(
                ui.language(), language -> StatusText.of(language.locale()));
    }

    private String silence(Link link) {
        return link.link().silentMillis() < 0
                ? texts.get("link.never")
                : ui.figures().age(link.link().silentMillis());
    }
}
