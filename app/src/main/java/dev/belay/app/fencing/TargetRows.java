package dev.belay.app.fencing;

import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Parts;
import dev.belay.model.node.Node;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Which nodes a device stops, and how each of them is called there.
final class TargetRows extends VBox {
    private final Texts texts;
    private final FenceScript script;

    TargetRows(Texts texts, FenceScript script, Seen seen, Complaints complaints) {
        this.texts = texts;
        this.script = script;
        getStyleClass().add("field");
        VBox list = Parts.column("card fence-list");
        list.setId("fence-targets");
        List<Node> nodes = seen.stoppable();
        for (Node node : nodes) {
            list.getChildren().add(row(seen, node));
        }
        getChildren()
                .addAll(
                        Labels.label(texts.get("targets"), "type-small", "w500"),
                        list,
                        Labels.prose(texts.get("targets.why"), "type-small", "muted"));
        nodes.forEach(node -> getChildren().add(complaints.below("fence-port-" + node.id(), null)));
    }

    private HBox row(Seen seen, Node node) {
        String id = node.id().toString();
        CheckBox box = new CheckBox(node.name());
        box.setId("fence-target-" + id);
        box.getStyleClass().add("w500");
        box.setSelected(script.form().targets().contains(id));
        TextField port =
                Forms.text(
                        script.form().ports().getOrDefault(id, ""), now -> script.setPort(id, now));
        port.setId("fence-port-" + id);
        port.setPromptText(texts.get("port.prompt", node.name()));
        port.setAccessibleText(texts.get("port", node.name()));
        port.disableProperty().bind(box.selectedProperty().not());
        port.getStyleClass().add("fence-port");
        box.setOnAction(event -> script.setTarget(id, box.isSelected()));
        HBox row = Parts.row("fence-row", box, Labels.space());
        boolean isMember = seen.member(node.id()).isPresent();
        boolean isThere = seen.member(node.id()).filter(Seen::answers).isPresent();
        if (!isThere) {
            row.getChildren()
                    .add(
                            new Chip(
                                    texts.get(isMember ? "target.silent" : "target.no-member"),
                                    Chip.Tone.WARNING));
        }
        row.getChildren().add(port);
        return row;
    }
}
