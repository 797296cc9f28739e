package dev.belay.model.check;

import dev.belay.model.value.ThingId;

/// Where a problem is.
public sealed interface Place {

    /// In the text of a file.
    ///
    /// @param pointer as RFC 6901 has it, such as `/nodes/3/address`; empty for the whole file
    /// @param line from 1
    /// @param column from 1, in UTF-16 units
    record InFile(String pointer, int line, int column) implements Place {}

    /// At a thing.
    ///
    /// @param id the thing
    /// @param field pointer to the field, such as `/resources/0/name`; empty for the whole thing
    record AtThing(ThingId id, String field) implements Place {}

    /// At a link.
    record AtLink(ThingId id) implements Place {}

    /// At what holds for the whole cluster.
    ///
    /// @param field pointer to the field, such as `/name`; empty for all of it
    record AtCluster(String field) implements Place {}

    static Place at(ThingId id, String field) {
        return new AtThing(id, field);
    }
}
