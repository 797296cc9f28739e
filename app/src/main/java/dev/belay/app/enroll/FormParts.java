package dev.belay.app.enroll;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Parts;
import dev.belay.model.status.NodeState;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What the forms of these wizards share.
final class FormParts {
    private FormParts() {}

    static String sheet() {
        return Objects.requireNonNull(FormParts.class.getResource("enroll.css")).toExternalForm();
    }

    static VBox page(String title, String why, Node... parts) {
        return page(title, Labels.prose(why, "muted"), parts);
    }

    static VBox page(String title, Label why, Node... parts) {
        VBox page = Forms.page(title, why, parts);
        page.getStyleClass().add("enroll-page");
        page.getStylesheets().add(sheet());
        return page;
    }

    /// A choice of one node; arrow keys move it.
    static VBox nodes(Texts texts, List<KnownNode> nodes, String chosen, Consumer<String> choose) {
        VBox list = Parts.column("card node-list");
        ToggleGroup group = new ToggleGroup();
        for (KnownNode node : nodes) {
            RadioButton button = new RadioButton(node.name());
            button.setId("node-" + node.key());
            button.setToggleGroup(group);
            button.setSelected(node.key().equals(chosen));
            button.getStyleClass().add("w500");
            button.setAccessibleText(node.name() + ", " + word(texts, node));
            // arrow keys select without an action
            button.selectedProperty()
                    .subscribe((before, now) -> {
                        if (now) {
                            choose.accept(node.key());
                        }
                    });
            // focus alone does not choose; Enter belongs to the button that leads on
            button.setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.SPACE && !button.isSelected()) {
                    button.setSelected(true);
                    event.consume();
                }
            });
            list.getChildren()
                    .add(
                            Parts.row(
                                    "node-row",
                                    button,
                                    Labels.label(node.address(), "mono", "muted"),
                                    Labels.space(),
                                    state(texts, node)));
        }
        return list;
    }

    private static String word(Texts texts, KnownNode node) {
        if (node.error() != null) {
            return texts.get("node.silent");
        }
        if (node.admin()) {
            return texts.get("node.admin");
        }
        return node.member()
                ? texts.get("node.member")
                : node.standing() == null
                        ? texts.get("node.unasked")
                        : texts.get("node.stage." + node.standing().stage());
    }

    private static Node state(Texts texts, KnownNode node) {
        HBox state = Parts.row("node-state");
        if (node.error() != null) {
            state.getChildren().add(new StateGlyph(NodeState.UNKNOWN, 13));
        } else if (node.standing() != null && node.standing().keysResetAt() != null) {
            state.getChildren().add(new Chip(texts.get("node.keys"), Chip.Tone.GOOD));
        }
        state.getChildren().add(new Chip(word(texts, node), Chip.Tone.NEUTRAL));
        return state;
    }

    /// What a change ends, as far as it is known.
    static VBox blast(Texts texts, Blast blast, List<Ends.Line> lines) {
        VBox card = Parts.column("card blast");
        card.setId("blast");
        card.getChildren().add(Labels.label(texts.get("blast"), "type-section"));
        if (blast.isAsking()) {
            card.getChildren()
                    .add(
                            Parts.row(
                                    "blast-line",
                                    new CheckGlyph(CheckGlyph.Result.RUNNING, 15),
                                    Labels.label(texts.get("blast.asking"), "muted")));
        }
        if (blast.error() != null) {
            card.getChildren()
                    .add(
                            Parts.row(
                                    "blast-line",
                                    new StateGlyph(NodeState.UNKNOWN, 15),
                                    Labels.prose(
                                            texts.get("blast.unknown", blast.error().found()))));
        }
        for (Ends.Line line : lines) {
            card.getChildren()
                    .add(
                            Parts.row(
                                    "blast-line",
                                    new CheckGlyph(
                                            line.hurts()
                                                    ? CheckGlyph.Result.WARNING
                                                    : CheckGlyph.Result.NOTE,
                                            15),
                                    Labels.label(line.what(), "w500", "blast-what"),
                                    Labels.prose(line.text(), "muted")));
        }
        return card;
    }
}
