package dev.belay.app.answers;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Parts;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Commands to be run where credentials are, each to be copied; folded until somebody wants them.
public final class CommandList extends VBox {
    private final Texts texts;
    private final String id;
    private final Supplier<List<String>> commands;
    private final VBox list = Parts.column("command-rows");
    private final Button fold;
    private boolean isOpen;
    private @Nullable List<String> shown;

    /// @param id begins the ids of its controls
    /// @param script all of them in one
    public CommandList(Ui ui, String id, Supplier<List<String>> commands, Supplier<String> script) {
        this.texts = ui.texts(CommandList.class);
        this.id = id;
        this.commands = commands;
        getStyleClass().add("command-list");
        getStylesheets()
                .add(
                        Objects.requireNonNull(CommandList.class.getResource("answers.css"))
                                .toExternalForm());
        fold =
                Parts.button(
                        id + "-commands", "fth-terminal", texts.get("commands.show"), this::turn);
        getChildren()
                .addAll(
                        Parts.row(
                                "buttons-left",
                                fold,
                                Parts.button(
                                        id + "-copy-all",
                                        "fth-copy",
                                        texts.get("commands.copy-all"),
                                        () -> Copying.copy(script.get()))),
                        list);
        refresh();
    }

    private void turn() {
        isOpen = !isOpen;
        refresh();
    }

    /// Shows the commands of now.
    public void refresh() {
        fold.setText(texts.get(isOpen ? "commands.hide" : "commands.show"));
        list.setVisible(isOpen);
        list.setManaged(isOpen);
        List<String> now = isOpen ? commands.get() : List.of();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        list.getChildren().clear();
        if (isOpen) {
            list.getChildren().add(Labels.prose(texts.get("commands.why"), "type-small", "muted"));
        }
        for (int i = 0; i < now.size(); i++) {
            list.getChildren().add(row(i, now.get(i)));
        }
    }

    private HBox row(int number, String command) {
        Region code = Parts.code(command);
        HBox.setHgrow(code, Priority.ALWAYS);
        return Parts.row(
                "command-row",
                code,
                Parts.iconButton(
                        id + "-copy-" + number,
                        "fth-copy",
                        texts.get("commands.copy", command),
                        () -> Copying.copy(command)));
    }
}
