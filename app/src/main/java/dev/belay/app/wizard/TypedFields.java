package dev.belay.app.wizard;

import dev.belay.app.ui.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;

/// Fields that one types into, each over a line that says what it is for, or what is wrong with it.
///
/// @param <F> names the fields, also in their texts and ids
public final class TypedFields<F extends Enum<F>> {
    private final String wizard;
    private final UnaryOperator<String> words;
    private final Function<F, String> typed;
    private final BiConsumer<F, String> type;
    private final Supplier<List<F>> wrong;
    private final Map<F, Label> lines = new LinkedHashMap<>();
    private final Map<F, TextInputControl> controls = new LinkedHashMap<>();

    /// No field yet.
    ///
    /// @param wizard with which ids begin
    /// @param words texts of the wizard by the end of their key
    /// @param typed what the form has
    /// @param type gives the form what is typed
    /// @param wrong those of which the text is wrong or missing
    public TypedFields(
            String wizard,
            UnaryOperator<String> words,
            Function<F, String> typed,
            BiConsumer<F, String> type,
            Supplier<List<F>> wrong) {
        this.wizard = wizard;
        this.words = words;
        this.typed = typed;
        this.type = type;
        this.wrong = wrong;
    }

    /// One line of text.
    public VBox line(F field) {
        return field(field, Forms.text(typed.apply(field), now -> type(field, now)));
    }

    /// Several lines of text.
    public VBox lines(F field, int rows) {
        TextInputControl area = Forms.lines(typed.apply(field), rows, now -> type(field, now));
        area.getStyleClass().add("mono");
        return field(field, area);
    }

    private void type(F field, String now) {
        if (!now.equals(typed.apply(field))) {
            type.accept(field, now);
        }
    }

    private VBox field(F field, TextInputControl control) {
        String key = key(field);
        VBox box =
                Forms.field(
                        wizard + "-" + key, words.apply(key), control, words.apply(key + ".hint"));
        box.getChildren().add(about(field));
        controls.put(field, control);
        return box;
    }

    /// The line below one, also where it is not typed into.
    public Label about(F field) {
        Label line = Labels.prose(words.apply(key(field) + ".about"), "type-small", "muted");
        lines.put(field, line);
        return line;
    }

    private String key(F field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    /// What the form knows by now stands in the fields. An empty one that is needed is not called
    /// wrong before somebody typed into it.
    public void refresh() {
        List<F> wrong = this.wrong.get();
        lines.forEach((field, line) -> {
            String now = typed.apply(field);
            boolean isWrong = !now.isBlank() && wrong.contains(field);
            line.setText(words.apply(isWrong ? "missing." + key(field) : key(field) + ".about"));
            line.getStyleClass().removeAll("muted", "bad-text");
            line.getStyleClass().add(isWrong ? "bad-text" : "muted");
            TextInputControl control = controls.get(field);
            if (control != null) {
                control.getStyleClass().remove("invalid");
                if (isWrong) {
                    control.getStyleClass().add("invalid");
                }
                if (!control.getText().equals(now)) {
                    control.setText(now);
                }
            }
        });
    }
}
