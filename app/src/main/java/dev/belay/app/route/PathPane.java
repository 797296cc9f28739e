package dev.belay.app.route;

import dev.belay.app.answers.AnswerBook;
import dev.belay.app.answers.AnswersPane;
import dev.belay.app.answers.Copying;
import dev.belay.app.route.RouteJudge.Judged;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.preflight.LeastPolicy;
import dev.belay.model.preflight.Preflight;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Above the checks: the way of a packet, one more answer, and what mends what is wrong at AWS.
final class PathPane extends VBox {
    private final Texts texts;
    private final RouteScript script;
    private final VBox strip = Parts.column("path-place");
    private final Button commands;
    private final Button terraform;

    PathPane(
            Texts texts,
            RouteScript script,
            AnswerBook book,
            WizardModel.Ports ports,
            Saver saver) {
        this.texts = texts;
        this.script = script;
        getStyleClass().add("path-pane");
        commands =
                Parts.button(
                        "route-copy-changes",
                        "fth-copy",
                        texts.get("route.copy-changes"),
                        () -> changes().ifPresent(Copying::copy));
        terraform =
                Parts.button(
                        "route-save-terraform",
                        "fth-download",
                        texts.get("route.save-terraform"),
                        () ->
                                preflight()
                                        .ifPresent(one ->
                                                saver.save(
                                                        "belay-route.tf",
                                                        one.changes().terraform())));
        Button policy =
                Parts.button(
                        "route-save-policy",
                        "fth-shield",
                        texts.get("route.save-policy"),
                        () ->
                                saver.save(
                                        "belay-policy.json",
                                        LeastPolicy.of(judged().draft()).json()));
        Button paste =
                Parts.button(
                        "route-paste-more",
                        "fth-clipboard",
                        texts.get("route.paste-more"),
                        () -> AnswersPane.paste(texts, book, ports));
        HBox tools = Parts.row("path-tools", paste, Labels.space(), commands, terraform, policy);
        getChildren().addAll(strip, tools);
        refresh();
    }

    private Judged judged() {
        return script.judge().judged();
    }

    private Optional<Preflight> preflight() {
        return judged().preflight();
    }

    private Optional<String> changes() {
        return preflight()
                .map(one -> String.join("\n", one.changes().commands()))
                .filter(text -> !text.isEmpty());
    }

    /// Shows what is known now.
    void refresh() {
        strip.getChildren().clear();
        preflight().ifPresent(one -> strip.getChildren().add(new PathStrip(texts, one.path())));
        boolean hasChanges = changes().isPresent();
        commands.setDisable(!hasChanges);
        terraform.setDisable(!hasChanges);
    }
}
