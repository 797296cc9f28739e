package dev.belay.app.route;

import dev.belay.app.answers.Copying;
import dev.belay.app.answers.LongText;
import dev.belay.app.route.RouteJudge.Judged;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Parts;
import dev.belay.model.preflight.LeastPolicy;
import dev.belay.model.preflight.Preflight;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What is to be at AWS, which a person does: changes as commands and as Terraform, and the
/// smallest policy for the nodes.
final class AtAws extends VBox {

    /// In which form.
    private enum Form {
        POLICY,
        COMMANDS,
        TERRAFORM;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Texts texts;
    private final RouteScript script;
    private final VBox shown = Parts.column("at-aws-text");

    AtAws(Ui ui, RouteScript script, Saver saver, List<Node> above) {
        this.texts = ui.texts(AtAws.class);
        this.script = script;
        getStyleClass().add("at-aws");
        ObjectProperty<Form> chosen = new SimpleObjectProperty<>(Form.POLICY);
        Segmented<Form> forms = new Segmented<>("route-form", chosen);
        for (Form one : Form.values()) {
            forms.add(one, "route-form-" + one.key(), texts.text("route.form." + one.key()));
        }
        getChildren().addAll(above);
        getChildren()
                .addAll(
                        Labels.label(texts.get("route.at-aws"), "type-section"),
                        Parts.row(
                                "buttons-left",
                                forms,
                                Labels.space(),
                                Parts.button(
                                        "route-form-copy",
                                        "fth-copy",
                                        texts.get("route.form.copy"),
                                        () -> Copying.copy(text(chosen.get()))),
                                Parts.button(
                                        "route-form-save",
                                        "fth-download",
                                        texts.get("route.form.save"),
                                        () -> saver.save(file(chosen.get()), text(chosen.get())))),
                        shown,
                        Labels.label(texts.get("route.in-design"), "type-section"));
        chosen.subscribe(this::show);
    }

    private void show(Form form) {
        String text = text(form);
        Label about = Labels.prose(texts.get("route.form." + form.key() + ".about"), "muted");
        shown.getChildren()
                .setAll(
                        about,
                        text.isBlank()
                                ? Labels.prose(texts.get("route.form.nothing"), "type-small")
                                : new LongText(
                                        "route-form-text", about.getText(), text.stripTrailing()));
    }

    private String text(Form form) {
        Judged judged = script.judge().judged();
        return switch (form) {
            case POLICY -> LeastPolicy.of(judged.draft()).json();
            case COMMANDS ->
                    judged.preflight()
                            .map(one -> String.join("\n", one.changes().commands()))
                            .orElse("");
            case TERRAFORM ->
                    judged.preflight()
                            .map(Preflight::changes)
                            .map(one -> one.terraform())
                            .orElse("");
        };
    }

    private static String file(Form form) {
        return switch (form) {
            case POLICY -> "belay-policy.json";
            case COMMANDS -> "belay-route.sh";
            case TERRAFORM -> "belay-route.tf";
        };
    }
}
