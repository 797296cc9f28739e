package dev.belay.app.wizard;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;

/// Fields that one types into, each over a line that says what it is for, or what is wrong with it.
///
/// @param <F> names the fields: texts and ids end in it
public final class TypedFields<F extends Enum<F>> {
    private final Texts texts;
    private final String wizard;
    private final Function<F, String> typed;
    private final BiConsumer<F, String> type;
    private final Supplier<List<F>> wrong;
    private final Map<F, Label> lines = new LinkedHashMap<>();
    private final Map<F, TextInputControl> controls = new LinkedHashMap<>();

    /// No field yet.
    ///
    /// @param wizard with which texts and ids begin
    /// @param typed what the form has
    /// @param type gives the form what is typed
    /// @param wrong those of which the text is wrong or missing
    public TypedFields(
            Texts texts,
            String wizard,
            Function<F, String> typed,
            BiConsumer<F, String> type,
            Supplier<List<F>> wrong) {
        this.texts = texts;
        this.wizard = wizard;
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
        String key = wizard + "." + key(field);
        VBox box =
                Forms.field(
                        wizard + "-" + key(field),
                        texts.get(key),
                        control,
                        texts.get(key + ".hint"));
        Label line = Labels.prose(texts.get(key + ".about"), "type-small", "muted");
        box.getChildren().add(line);
        lines.put(field, line);
        controls.put(field, control);
        return box;
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
            line.setText(
                    texts.get(
                            isWrong
                                    ? wizard + ".missing." + key(field)
                                    : wizard + "." + key(field) + ".about"));
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
