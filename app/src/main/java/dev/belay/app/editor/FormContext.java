package dev.belay.app.editor;

import dev.belay.app.ui.Texts;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.Words;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Label;

/// What all parts of a form need: words, and the things that a reference may name.
///
/// @param texts of this package
/// @param design as it is now
/// @param settled is told when something that went on, such as typing, has ended
record FormContext(Texts texts, Supplier<Design> design, Runnable settled) {

    /// What people call a field: by the record's own word for it, else by the common one.
    String label(Class<?> owner, Field field) {
        String own = "field." + owner.getSimpleName() + "." + field.name();
        return texts.get(texts.has(own) ? own : "field." + field.name());
    }

    String word(Enum<?> constant) {
        return texts.get(
                "choice."
                        + constant.getDeclaringClass().getSimpleName()
                        + "."
                        + Words.of(constant));
    }

    Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("type-small", "w600", "form-heading");
        return label;
    }

    /// Things of those kinds, by name.
    List<Thing> things(List<ThingKind> kinds) {
        return design.get().things().all().stream()
                .filter(one -> kinds.contains(one.kind()))
                .sorted(Comparator.comparing(Thing::name).thenComparing(Thing::id))
                .toList();
    }

    /// What a field may name, where it names a part of the design that is no thing.
    Optional<List<String>> names(Class<?> owner, Field field) {
        return owner == ConfigSetResource.class && field.name().equals("configSet")
                ? Optional.of(
                        design.get().configSets().stream()
                                .map(ConfigSet::name)
                                .distinct()
                                .sorted()
                                .toList())
                : Optional.empty();
    }

    void settle() {
        settled.run();
    }
}
