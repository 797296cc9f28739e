package dev.belay.app.editor;

import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// A field of which one of a few values is chosen.
final class ChoiceRow extends VBox {

    /// One value.
    ///
    /// @param value empty for none
    private record Option(Optional<Object> value, String text) {}

    private final ComboBox<Option> box = new ComboBox<>();
    private Consumer<Optional<Object>> told = value -> {};

    private ChoiceRow(
            FormContext context, String at, String label, List<Option> options, Object chosen) {
        getStyleClass().add("form-row");
        Label name = new Label(label);
        name.getStyleClass().addAll("type-small", "muted");
        name.setLabelFor(box);
        box.setId("field-" + at);
        box.setAccessibleText(label);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Option one) {
                        return one == null ? "" : one.text();
                    }

                    @Override
                    public @Nullable Option fromString(String text) {
                        return null;
                    }
                });
        box.getItems().setAll(options);
        Optional<?> now = chosen instanceof Optional<?> maybe ? maybe : Optional.of(chosen);
        options.stream()
                .filter(one -> one.value().equals(now))
                .findFirst()
                .ifPresent(one -> box.getSelectionModel().select(one));
        box.setOnAction(event -> {
            Option one = box.getValue();
            if (one != null) {
                told.accept(one.value());
                context.settle();
            }
        });
        getChildren().addAll(name, box);
    }

    /// One of an enumeration.
    ///
    /// @param mayBeNone whether none may be chosen, too
    static ChoiceRow of(
            FormContext context,
            String at,
            String label,
            Class<? extends Enum<?>> type,
            Object chosen,
            boolean mayBeNone) {
        List<Option> options = new ArrayList<>();
        if (mayBeNone) {
            options.add(none(context));
        }
        Arrays.stream(type.getEnumConstants())
                .map(one -> new Option(Optional.of(one), context.word(one)))
                .forEach(options::add);
        return new ChoiceRow(context, at, label, options, chosen);
    }

    /// One of the things of some kinds.
    ///
    /// @param mayBeNone whether none may be chosen, too
    static ChoiceRow of(
            FormContext context,
            String at,
            String label,
            List<ThingKind> kinds,
            Object chosen,
            boolean mayBeNone) {
        List<Option> options = new ArrayList<>();
        if (mayBeNone) {
            options.add(none(context));
        }
        for (Thing one : context.things(kinds)) {
            options.add(new Option(Optional.of(one.id()), name(one)));
        }
        return new ChoiceRow(context, at, label, withLost(options, chosen), chosen);
    }

    /// One of several names.
    static ChoiceRow of(
            FormContext context, String at, String label, List<String> names, Object chosen) {
        List<Option> options = new ArrayList<>();
        for (String name : names) {
            options.add(new Option(Optional.of(name), name));
        }
        return new ChoiceRow(context, at, label, withLost(options, chosen), chosen);
    }

    /// With one that is no longer there: shown as it is, for the checks to complain of.
    private static List<Option> withLost(List<Option> options, Object chosen) {
        Optional<?> now = chosen instanceof Optional<?> maybe ? maybe : Optional.of(chosen);
        boolean isLost =
                now.filter(one -> !one.toString().isEmpty()).isPresent()
                        && options.stream().noneMatch(one -> one.value().equals(now));
        if (isLost) {
            options.add(new Option(now.map(one -> one), now.get().toString()));
        }
        return options;
    }

    static String name(Thing thing) {
        return thing.name().isBlank() ? thing.id().text() : thing.name();
    }

    private static Option none(FormContext context) {
        return new Option(Optional.empty(), context.texts().get("choice.none"));
    }

    /// @param to is told of what is chosen; empty for none
    ChoiceRow told(Consumer<Optional<Object>> to) {
        told = to;
        return this;
    }
}
