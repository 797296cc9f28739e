package dev.belay.app.fencing;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Parts;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the device is to be told and nobody else.
final class SecretRows extends VBox {
    private final Texts texts;
    private final FenceScript script;
    private final VBox rows = Parts.column("fence-secrets");

    SecretRows(Texts texts, FenceScript script, Complaints complaints) {
        this.texts = texts;
        this.script = script;
        getStyleClass().add("field");
        rows.setId("fence-secrets");
        fill();
        getChildren()
                .addAll(
                        Labels.label(texts.get("secrets"), "type-small", "w500"),
                        rows,
                        complaints.below("fence-secrets", null),
                        Parts.row(
                                "buttons-left",
                                Parts.button(
                                        "fence-secret-add",
                                        "fth-plus",
                                        texts.get("secret.add"),
                                        this::add)),
                        Labels.prose(texts.get("secrets.why"), "type-small", "muted"));
    }

    private void fill() {
        rows.getChildren().clear();
        for (int i = 0; i < script.secrets().rows().size(); i++) {
            rows.getChildren().add(row(i));
        }
        boolean isAny = !rows.getChildren().isEmpty();
        rows.setVisible(isAny);
        rows.setManaged(isAny);
    }

    private void add() {
        script.secrets().add();
        script.secretsChanged();
        fill();
        focus("#fence-secret-name-" + (script.secrets().rows().size() - 1));
    }

    private void remove(int index) {
        script.secrets().remove(index);
        script.secretsChanged();
        fill();
        focus("#fence-secret-add");
    }

    private void focus(String selector) {
        Node node = lookup(selector);
        if (node != null) {
            node.requestFocus();
        }
    }

    private HBox row(int index) {
        Secrets.Row row = script.secrets().rows().get(index);
        TextField name =
                Forms.text(row.name(), now -> put(index, new Secrets.Row(now, now(index).value())));
        PasswordField value = new PasswordField();
        value.setText(row.value());
        value.textProperty()
                .subscribe((before, now) -> put(index, new Secrets.Row(now(index).name(), now)));
        named(name, "fence-secret-name-" + index, "secret.name");
        named(value, "fence-secret-value-" + index, "secret.value");
        if (isTold(row.name())) {
            value.setPromptText(texts.get("secret.kept"));
        }
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox.setHgrow(value, Priority.ALWAYS);
        return Parts.row(
                "fence-secret",
                name,
                value,
                Parts.iconButton(
                        "fence-secret-remove-" + index,
                        "fth-x",
                        texts.get("secret.remove", row.name()),
                        () -> remove(index)));
    }

    private void named(TextInputControl control, String id, String key) {
        control.setId(id);
        control.setAccessibleText(texts.get(key));
        control.setPromptText(texts.get(key));
        control.setPrefWidth(1);
    }

    private boolean isTold(String name) {
        Seen seen = script.seen();
        return seen != null
                && seen.device(script.form().device())
                        .filter(one -> one.secrets().contains(name))
                        .isPresent();
    }

    private Secrets.Row now(int index) {
        return script.secrets().rows().get(index);
    }

    private void put(int index, Secrets.Row row) {
        script.secrets().put(index, row);
        script.secretsChanged();
    }
}
