package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.Shape;
import dev.belay.model.thing.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Collects what of a drawing a CIB does not say.
final class ExportNotes {

    private final List<Unsaid> all = new ArrayList<>();

    List<Unsaid> all() {
        return all;
    }

    void whole(Thing thing, Why why) {
        all.add(new Unsaid(thing.kind().code(), thing.id().text(), where(thing, ""), why));
    }

    /// @param field pointer below the thing, such as `/remote/stock`
    void field(Thing thing, String field, Why why) {
        String feature = field.substring(field.lastIndexOf('/') + 1);
        all.add(new Unsaid(feature, thing.id().text(), where(thing, field), why));
    }

    void resource(Thing service, int index, String type, String name, Why why) {
        all.add(new Unsaid(type, name, where(service, "/resources/" + index), why));
    }

    void ofCluster(String id, String field, Why why) {
        String[] steps = field.split("/", -1);
        String feature = steps[1].equals("cluster") ? steps[2] : steps[1];
        all.add(new Unsaid(feature, id, field, why));
    }

    private static String where(Thing thing, String field) {
        return "/" + thing.kind().section() + "/" + thing.id() + field;
    }

    /// Lists all fields that differ from those of another one, but for these and where it is drawn.
    <T extends Record & Thing> void otherFields(T thing, T plain, Set<String> said) {
        differences(thing, plain).stream()
                .filter(name -> !name.equals("frame") && !said.contains(name))
                .forEach(name -> field(thing, "/" + name, Why.NO_PLACE));
    }

    static <R extends Record> List<String> differences(R one, R other) {
        return Shape.of(one.getClass()).fields().stream()
                .filter(field -> !field.in(one).equals(field.in(other)))
                .map(Field::name)
                .toList();
    }
}
