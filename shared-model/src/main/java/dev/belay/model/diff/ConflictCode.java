package dev.belay.model.diff;

import java.util.Locale;

/// Why two changes of a design do not go together.
public enum ConflictCode {
    /// Both changed the same field, each to something else.
    BOTH_CHANGED,
    /// Both added something under the same name, and it is not the same.
    BOTH_ADDED,
    /// One removed what the other changed.
    REMOVED_AND_CHANGED,
    /// Both changed the order, or both added an entry at the same place of an order that matters.
    ORDER_UNCLEAR,
    /// One removed what the other refers to since.
    REFERS_TO_REMOVED,
    /// Each added something of its own under the same id.
    ID_TWICE;

    /// Its stable name.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
