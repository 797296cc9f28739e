package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import java.util.List;
import java.util.function.Function;

/// What becomes a service: a primitive of its own, or a group.
///
/// @param element of the primitive or the group
/// @param meta what all of it has, with the defaults
/// @param parts its primitives, without fence devices and connections
record CibBlock(CibElement element, CibLayers meta, List<CibPart> parts) {

    CibBlock {
        parts = List.copyOf(parts);
    }

    /// What all parts have alike, whoever says it; otherwise what the block has, and parts that
    /// have something else are listed.
    <T> T common(Function<CibLayers, T> reader, String... names) {
        List<T> all = parts.stream().map(part -> reader.apply(part.meta())).distinct().toList();
        return all.size() == 1 ? taken(all.getFirst(), names) : ofAll(reader, names);
    }

    /// What the block has itself.
    <T> T ofAll(Function<CibLayers, T> reader, String... names) {
        T value = reader.apply(meta);
        for (CibPart part : parts) {
            if (!reader.apply(part.meta()).equals(value)) {
                for (CibPairs own : part.own()) {
                    for (String name : names) {
                        own.list(name, Why.NO_PLACE);
                    }
                }
            }
        }
        return taken(value, names);
    }

    private <T> T taken(T value, String... names) {
        for (String name : names) {
            meta.take(name);
            parts.forEach(part -> part.meta().take(name));
        }
        return value;
    }
}
