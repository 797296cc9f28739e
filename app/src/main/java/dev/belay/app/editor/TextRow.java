package dev.belay.app.editor;

import dev.belay.app.ui.Lines;
import dev.belay.model.edit.Typed;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Words;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;

/// A field that is typed: one line for one value, several for several.
final class TextRow extends VBox {

    private static final int LEAST_LINES = 2;
    private static final int MOST_LINES = 8;

    private final FormContext context;
    private final Field field;
    private final String label;
    private final TextInputControl input;
    private final Label complaint = new Label();
    private Consumer<Object> told = value -> {};

    TextRow(FormContext context, String at, String label, Field field, Optional<Object> value) {
        this.context = context;
        this.field = field;
        this.label = label;
        boolean isLong =
                field.type() instanceof FieldType.Many
                        || field.type() instanceof FieldType.Texts
                        || field.name().equals("notes");
        this.input = isLong ? area() : new TextField();
        getStyleClass().add("form-row");
        Label name = new Label(label);
        name.getStyleClass().addAll("type-small", "muted");
        name.setLabelFor(input);
        input.setId("field-" + at);
        input.setAccessibleText(label);
        input.setText(value.map(Typed::text).orElse(""));
        if (isMono()) {
            input.getStyleClass().add("mono");
        }
        input.setPromptText(prompt());
        complaint.getStyleClass().addAll("type-small", "bad-text");
        complaint.setId("complaint-" + at);
        complaint.setWrapText(true);
        complaint.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(name, input, complaint);
        complain("");
        if (value.isEmpty()) {
            check();
        }
        input.textProperty().subscribe((before, after) -> check());
        input.focusedProperty()
                .subscribe((before, focused) -> {
                    if (!focused) {
                        context.settle();
                    }
                });
    }

    /// @param to is told of each value that is good
    TextRow told(Consumer<Object> to) {
        told = to;
        return this;
    }

    private TextArea area() {
        TextArea area = Lines.area();
        area.setWrapText(true);
        area.textProperty()
                .subscribe(text ->
                        area.setPrefRowCount(
                                Math.clamp(text.lines().count(), LEAST_LINES, MOST_LINES)));
        return area;
    }

    private boolean isMono() {
        FieldType type = field.type();
        FieldType inner =
                switch (type) {
                    case FieldType.Maybe(FieldType of) -> of;
                    case FieldType.Many(FieldType of) -> of;
                    default -> type;
                };
        return inner != FieldType.Scalar.TEXT && !(inner instanceof FieldType.Texts);
    }

    private String prompt() {
        String key = "prompt." + kind(field.type());
        return context.texts().has(key) ? context.texts().get(key) : "";
    }

    private static String kind(FieldType type) {
        return switch (type) {
            case FieldType.Maybe(FieldType of) -> kind(of);
            case FieldType.Many(FieldType of) -> kind(of) + "-lines";
            case FieldType.Texts _ -> "texts";
            case FieldType.Scalar scalar -> Words.of(scalar);
            case FieldType.Choice _, FieldType.Nested _, FieldType.Union _ -> "none";
        };
    }

    private void check() {
        switch (Typed.read(field, label, input.getText())) {
            case Typed.Outcome.Good(Object value) -> {
                complain("");
                told.accept(value);
            }
            case Typed.Outcome.Bad(var problem) -> {
                Locale locale = context.texts().language().locale();
                complain(problem.sentence(locale) + " " + problem.advice(locale));
            }
        }
    }

    private void complain(String sentence) {
        boolean isWrong = !sentence.isEmpty();
        complaint.setText(sentence);
        complaint.setVisible(isWrong);
        complaint.setManaged(isWrong);
        input.setAccessibleHelp(sentence);
        input.getStyleClass().remove("invalid");
        if (isWrong) {
            input.getStyleClass().add("invalid");
        }
    }
}
