package dev.belay.app.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Kinds;
import dev.belay.model.edit.PaletteEntry;
import dev.belay.model.network.Link;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.shape.Words;
import dev.belay.model.thing.ThingKind;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormWordsTest {

    private final Set<Class<?>> seen = new HashSet<>();
    private final Set<String> missing = new TreeSet<>();

    @ParameterizedTest
    @EnumSource
    void every_field_and_every_choice_of_every_kind_has_a_word(Language language) {
        Texts texts = Texts.of(language, DesignForm.class);
        for (ThingKind kind : ThingKind.values()) {
            look(Kinds.typeOf(kind).asSubclass(Record.class), texts);
            want("kind." + kind.code(), texts);
        }
        look(ClusterSettings.class, texts);
        look(Link.class, texts);
        look(ConfigSet.class, texts);
        want("palette.entry.config-set", texts);
        PaletteEntry.ALL.forEach(one -> want("palette.entry." + one.word(), texts));
        assertThat(missing).isEmpty();
    }

    private void look(Class<? extends Record> type, Texts texts) {
        if (seen.add(type)) {
            for (Field field : Shape.of(type).fields()) {
                boolean isDrawn = field.name().equals("frame");
                if (!isDrawn && !texts.has("field." + type.getSimpleName() + "." + field.name())) {
                    boolean isEnd = type == Link.class && field.name().equals("from");
                    if (!isEnd) {
                        want("field." + field.name(), texts);
                    }
                }
                if (!isDrawn) {
                    look(field.type(), texts);
                }
            }
        }
    }

    private void look(FieldType type, Texts texts) {
        switch (type) {
            case FieldType.Maybe(FieldType of) -> look(of, texts);
            case FieldType.Many(FieldType of) -> look(of, texts);
            case FieldType.Nested(Class<? extends Record> nested) -> look(nested, texts);
            case FieldType.Union(Class<?> parent, var cases) ->
                    cases.forEach((tag, one) -> {
                        want("case." + parent.getSimpleName() + "." + tag, texts);
                        look(one, texts);
                    });
            case FieldType.Choice(Class<? extends Enum<?>> choice) -> {
                for (Enum<?> one : choice.getEnumConstants()) {
                    want("choice." + choice.getSimpleName() + "." + Words.of(one), texts);
                }
            }
            case FieldType.Scalar _, FieldType.Texts _ -> {}
        }
    }

    private void want(String key, Texts texts) {
        if (!texts.has(key)) {
            missing.add(key);
        }
    }
}
