package dev.belay.app.editor;

import dev.belay.model.edit.Draft;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.thing.ThingKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// Fields of any record of a design, in its order: what each holds says which control it gets.
///
/// Good values are handed on as they are typed; what is wrong is said below its field and stays
/// there until it is mended. A record that lacks a value that has no default is handed on once it
/// has one.
final class RecordForm<R extends Record> extends VBox {

    private final FormContext context;
    private final String path;
    private final Consumer<R> changed;
    private Draft<R> draft;

    /// @param path of the record in the form, for the ids of controls; empty at the top
    /// @param hidden names of fields that are shown elsewhere
    /// @param changed is told of the whole record after each change
    RecordForm(
            FormContext context,
            String path,
            Draft<R> draft,
            Set<String> hidden,
            Consumer<R> changed) {
        this.context = context;
        this.path = path;
        this.draft = draft;
        this.changed = changed;
        getStyleClass().add("record-form");
        GridPane half = null;
        for (Field field : draft.shape().fields()) {
            if (hidden.contains(field.name())) {
                continue;
            }
            Node control = control(field);
            if (!isShort(field.type())) {
                getChildren().add(control);
                half = null;
            } else if (half == null) {
                half = pair(control);
                getChildren().add(half);
            } else {
                half.add(control, 1, 0);
                half = null;
            }
        }
    }

    /// Numbers and times: two of them stand beside each other.
    private static boolean isShort(FieldType type) {
        return switch (type) {
            case FieldType.Scalar.INT,
                    FieldType.Scalar.LONG,
                    FieldType.Scalar.PORT,
                    FieldType.Scalar.DURATION ->
                    true;
            case FieldType.Maybe(FieldType of) -> isShort(of);
            case FieldType.Scalar _,
                    FieldType.Choice _,
                    FieldType.Nested _,
                    FieldType.Union _,
                    FieldType.Texts _,
                    FieldType.Many _ ->
                    false;
        };
    }

    private static GridPane pair(Node one) {
        GridPane pair = new GridPane();
        pair.getStyleClass().add("form-pair");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        pair.getColumnConstraints().addAll(half, half);
        pair.addRow(0, one);
        return pair;
    }

    private void change(Field field, Object value) {
        Draft<R> next = draft.with(field, value);
        if (!next.equals(draft)) {
            draft = next;
            next.done().ifPresent(changed);
        }
    }

    private String label(Field field) {
        return context.label(draft.shape().type(), field);
    }

    private String at(Field field) {
        return path.isEmpty() ? field.name() : path + "-" + field.name();
    }

    private Node control(Field field) {
        Object value = draft.value(field).orElse("");
        if (!field.refersTo().isEmpty()) {
            return reference(field, value);
        }
        Optional<List<String>> names = context.names(draft.shape().type(), field);
        if (names.isPresent()) {
            return ChoiceRow.of(context, at(field), label(field), names.get(), value)
                    .told(chosen -> chosen.ifPresent(one -> change(field, one)));
        }
        return switch (field.type()) {
            case FieldType.Scalar.FLAG -> flag(field, value);
            case FieldType.Choice(var type) ->
                    ChoiceRow.of(context, at(field), label(field), type, value, false)
                            .told(chosen -> chosen.ifPresent(one -> change(field, one)));
            case FieldType.Maybe(FieldType.Choice(var type)) ->
                    ChoiceRow.of(context, at(field), label(field), type, value, true)
                            .told(chosen -> change(field, chosen));
            case FieldType.Maybe(FieldType.Nested(var type)) -> perhaps(field, type, value);
            case FieldType.Nested(var type) -> nested(field, type, value);
            case FieldType.Many(FieldType.Nested(var type)) ->
                    new EntryList(
                            context,
                            at(field),
                            label(field),
                            List.of(new EntryList.Kind("", type)),
                            (List<?>) value,
                            entries -> change(field, entries));
            case FieldType.Many(FieldType.Union(Class<?> parent, var cases)) ->
                    new EntryList(
                            context,
                            at(field),
                            label(field),
                            cases.entrySet().stream()
                                    .map(one ->
                                            new EntryList.Kind(
                                                    parent.getSimpleName() + "." + one.getKey(),
                                                    one.getValue()))
                                    .toList(),
                            (List<?>) value,
                            entries -> change(field, entries));
            case FieldType.Scalar _,
                    FieldType.Texts _,
                    FieldType.Maybe _,
                    FieldType.Many _,
                    FieldType.Union _ ->
                    new TextRow(context, at(field), label(field), field, draft.value(field))
                            .told(read -> change(field, read));
        };
    }

    private Node flag(Field field, Object value) {
        CheckBox box = new CheckBox(label(field));
        box.setId("field-" + at(field));
        box.setWrapText(true);
        box.setSelected(value.equals(true));
        box.setOnAction(event -> {
            change(field, box.isSelected());
            context.settle();
        });
        return box;
    }

    private Node reference(Field field, Object value) {
        List<ThingKind> kinds = field.refersTo();
        return switch (field.type()) {
            case FieldType.Many _ ->
                    new ReferenceList(
                            context,
                            at(field),
                            label(field),
                            kinds,
                            (List<?>) value,
                            ids -> change(field, ids));
            case FieldType.Maybe _ ->
                    ChoiceRow.of(context, at(field), label(field), kinds, value, true)
                            .told(chosen -> change(field, chosen));
            default ->
                    ChoiceRow.of(context, at(field), label(field), kinds, value, false)
                            .told(chosen -> chosen.ifPresent(id -> change(field, id)));
        };
    }

    private <N extends Record> Node nested(Field field, Class<N> type, Object value) {
        Draft<N> inner = type.isInstance(value) ? Draft.of(type.cast(value)) : Draft.blank(type);
        VBox box =
                new VBox(
                        context.heading(label(field)),
                        new RecordForm<>(
                                context, at(field), inner, Set.of(), one -> change(field, one)));
        box.getStyleClass().add("form-section");
        return box;
    }

    private <N extends Record> Node perhaps(Field field, Class<N> type, Object value) {
        Optional<N> there = ((Optional<?>) value).filter(type::isInstance).map(type::cast);
        CheckBox box = new CheckBox(label(field));
        box.setId("field-" + at(field));
        VBox inside = new VBox();
        inside.getStyleClass().add("form-inside");
        VBox all = new VBox(box, inside);
        all.getStyleClass().add("form-section");
        Consumer<Draft<N>> show =
                inner ->
                        inside.getChildren()
                                .setAll(
                                        new RecordForm<>(
                                                context,
                                                at(field),
                                                inner,
                                                Set.of(),
                                                one -> change(field, Optional.of(one))));
        box.setSelected(there.isPresent());
        there.ifPresent(one -> show.accept(Draft.of(one)));
        box.setOnAction(event -> {
            if (box.isSelected()) {
                Draft<N> blank = Draft.blank(type);
                show.accept(blank);
                blank.done().ifPresent(one -> change(field, Optional.of(one)));
            } else {
                inside.getChildren().clear();
                change(field, Optional.empty());
            }
            context.settle();
        });
        return all;
    }
}
