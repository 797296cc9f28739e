package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Pairs one above the other, such as those of a resource, its template, its group and the
/// defaults: the first that has a name says what holds.
///
/// @param layers from the nearest to the farthest
record CibLayers(List<CibPairs> layers) {

    CibLayers {
        layers = List.copyOf(layers);
    }

    CibLayers under(List<CibPairs> nearer) {
        List<CibPairs> all = new ArrayList<>(nearer);
        all.addAll(layers);
        return new CibLayers(all);
    }

    Optional<String> get(String name) {
        return layers.stream().flatMap(layer -> layer.get(name).stream()).findFirst();
    }

    /// What is shadowed never holds here, and is taken with it.
    Optional<String> take(String name) {
        Optional<String> value = get(name);
        layers.forEach(layer -> layer.take(name));
        return value;
    }

    /// The same as something else than text; what it cannot be is listed.
    <T> Optional<T> take(String name, Function<String, Optional<T>> reader) {
        Optional<String> text = get(name);
        Optional<T> value = text.flatMap(reader);
        if (text.isPresent() && value.isEmpty()) {
            layers.forEach(layer -> layer.list(name, Why.NO_PLACE));
        }
        layers.forEach(layer -> layer.take(name));
        return value;
    }

    void list(String name, Why why) {
        layers.forEach(layer -> layer.list(name, why));
    }

    SortedMap<String, String> takeAll() {
        SortedMap<String, String> all = new TreeMap<>();
        for (CibPairs layer : layers.reversed()) {
            all.putAll(layer.takeAll());
        }
        return all;
    }
}
