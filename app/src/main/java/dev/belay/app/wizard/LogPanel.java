package dev.belay.app.wizard;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Operation.Progress;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The step that runs or ran last, and the log of all.
final class LogPanel extends VBox {
    private final Texts texts;
    private final Operation operation;
    private final VBox detail = Parts.column("panel-head");
    private final VBox lines = Parts.column("log");
    private final ScrollPane scroll = new ScrollPane(lines);

    LogPanel(Ui ui, Texts texts, WizardModel model) {
        this.texts = texts;
        this.operation = model.operation();
        setId("wizard-log");
        getStyleClass().addAll("happenings", "log-panel");
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button copy = Parts.iconButton("log-copy", "fth-copy", texts.get("log.copy"), this::copy);
        getChildren()
                .addAll(
                        detail,
                        Parts.row(
                                "log-head",
                                Labels.label(texts.get("log"), "w600"),
                                Labels.space(),
                                copy),
                        scroll);
        ListChangeListener<LogLine> listener = change -> log();
        Subscription[] live = {Subscription.EMPTY};
        sceneProperty()
                .subscribe(scene -> {
                    live[0].unsubscribe();
                    operation.log().removeListener(listener);
                    live[0] = Subscription.EMPTY;
                    if (scene != null) {
                        operation.log().addListener(listener);
                        live[0] = operation.changesProperty().subscribe(change -> detail());
                        log();
                    }
                });
        ui.motion().appear(this);
    }

    private void detail() {
        Operation.Row row =
                operation.rows().stream()
                        .filter(one ->
                                one.progress() != Progress.DONE && one.progress() != Progress.DRY)
                        .findFirst()
                        .orElse(operation.rows().isEmpty() ? null : operation.rows().getLast());
        detail.getChildren().clear();
        if (row == null) {
            return;
        }
        int number = operation.rows().indexOf(row) + 1;
        detail.getChildren()
                .addAll(
                        Labels.prose(
                                texts.get("log.step", number, row.deed().sentence().get()),
                                "type-section"),
                        Parts.code(row.deed().command()));
        String undoing = row.deed().undoing().get();
        detail.getChildren()
                .add(
                        Labels.prose(
                                undoing.isEmpty() ? texts.get("log.no-undo") : undoing,
                                "type-small",
                                "muted"));
    }

    private void log() {
        while (lines.getChildren().size() > operation.log().size()) {
            lines.getChildren().removeLast();
        }
        for (int i = lines.getChildren().size(); i < operation.log().size(); i++) {
            LogLine line = operation.log().get(i);
            Label text =
                    Labels.prose(
                            line.text(),
                            "mono",
                            "tone-" + line.tone().name().toLowerCase(Locale.ROOT));
            HBox.setHgrow(text, Priority.ALWAYS);
            HBox row =
                    new HBox(
                            Labels.label(
                                    texts.figures().timeMillis(line.at()),
                                    "mono",
                                    "subtle",
                                    "log-time"),
                            Labels.label(line.node(), "mono", "muted", "log-node"),
                            text);
            row.getStyleClass().add("log-line");
            lines.getChildren().add(row);
        }
        scroll.layout();
        scroll.setVvalue(1);
    }

    private void copy() {
        StringBuilder all = new StringBuilder();
        for (LogLine line : operation.log()) {
            all.append(line.at()).append(' ').append(line.node()).append(' ').append(line.text());
            all.append('\n');
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(all.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
