package dev.belay.model.diff;

/// One difference from a design to another.
///
/// @param what happened
/// @param item to what
/// @param pointer which of its fields, such as `/resources/web-ip/operations/start`; entries of a
///   list go by what tells them apart. Empty for all of it
/// @param before as in the file, without most of what a long value has in common with `after`;
///   empty for what was not there
/// @param after likewise
public record Change(What what, Item item, String pointer, String before, String after) {

    /// What happened.
    public enum What {
        ADDED,
        REMOVED,
        CHANGED,
        /// The same entries stand in another order.
        REORDERED
    }

    /// Whether it only moves something on the canvas.
    public boolean isDrawing() {
        return pointer.equals("/frame") || pointer.startsWith("/frame/");
    }
}
