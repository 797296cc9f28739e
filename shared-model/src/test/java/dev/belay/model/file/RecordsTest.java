package dev.belay.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Kinds;
import dev.belay.model.network.Link;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.thing.ThingKind;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What holds for every record that a design is made of.
class RecordsTest {

    private static Set<Class<? extends Record>> all() {
        Set<Class<? extends Record>> all = new LinkedHashSet<>();
        for (ThingKind kind : ThingKind.values()) {
            add(Kinds.typeOf(kind).asSubclass(Record.class), all);
        }
        List.of(ClusterSettings.class, ConfigSet.class, Link.class).forEach(type -> add(type, all));
        return all;
    }

    private static void add(Class<? extends Record> type, Set<Class<? extends Record>> all) {
        if (all.add(type)) {
            Shape.of(type).fields().forEach(field -> add(field.type(), all));
        }
    }

    private static void add(FieldType type, Set<Class<? extends Record>> all) {
        switch (type) {
            case FieldType.Nested(Class<? extends Record> nested) -> add(nested, all);
            case FieldType.Union(Class<?> _, var cases) ->
                    cases.values().forEach(each -> add(each, all));
            case FieldType.Maybe(FieldType of) -> add(of, all);
            case FieldType.Many(FieldType of) -> add(of, all);
            case FieldType.Scalar _, FieldType.Choice _, FieldType.Texts _ -> {
                // No record in it.
            }
        }
    }

    @Test
    void a_copy_with_one_field_changed_has_all_others_as_they_were() throws Exception {
        RandomDesigns random = new RandomDesigns(7);
        int copies = 0;
        for (Class<? extends Record> type : all()) {
            Record one = random.record(type);
            Record other = random.record(type);
            List<Field> fields = Shape.of(type).fields();
            for (int i = 0; i < fields.size(); i++) {
                String name = fields.get(i).name();
                String with = "with" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
                for (Method method : type.getMethods()) {
                    if (method.getName().equals(with) && !method.isBridge()) {
                        List<Object> values = new ArrayList<>();
                        fields.forEach(field -> values.add(field.in(one)));
                        values.set(i, fields.get(i).in(other));
                        assertThat(method.invoke(one, fields.get(i).in(other)))
                                .as("%s.%s", type.getSimpleName(), with)
                                .isEqualTo(Shape.of(type).make(values));
                        copies++;
                    }
                }
            }
        }
        assertThat(copies).isGreaterThan(150);
    }

    @Test
    void what_a_file_leaves_out_is_what_the_code_leaves_out() throws Exception {
        RandomDesigns random = new RandomDesigns(8);
        int compared = 0;
        for (Class<? extends Record> type : all()) {
            Optional<Method> of =
                    Arrays.stream(type.getMethods())
                            .filter(method -> method.getName().equals("of"))
                            .findFirst();
            if (of.isPresent()) {
                Record full = random.record(type);
                Map<String, Object> said = new LinkedHashMap<>();
                List<Object> arguments = new ArrayList<>();
                for (Field field : Shape.of(type).fields()) {
                    if (!field.optional()) {
                        arguments.add(field.in(full));
                        said.put(
                                field.name(),
                                Objects.requireNonNull(
                                        DesignWriter.fields(full).get(field.name())));
                    }
                }
                Faults faults = new Faults();
                Optional<? extends Record> read =
                        JsonText.read(PrettyJson.write(said), faults)
                                .flatMap(json ->
                                        new Binder(faults).record(type, json, Pointer.ROOT));
                assertThat(faults.all()).isEmpty();
                assertThat(read.map(Object.class::cast))
                        .as(type.getSimpleName())
                        .contains(of.get().invoke(null, arguments.toArray()));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(30);
    }
}
