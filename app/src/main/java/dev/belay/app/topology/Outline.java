package dev.belay.app.topology;

import java.util.List;

/// What a layout depends on, and nothing else: as long as two outlines are equal, things stay where
/// they are, whatever their states do.
///
/// @param frames containers, an outer one before what it holds
/// @param blocks cards, in reading order
/// @param wires lines that the layout has to find a way for
record Outline(List<Frame> frames, List<Block> blocks, List<Wire> wires) {

    /// A container.
    ///
    /// @param id unique in the drawing
    /// @param parent id of the frame that holds it; empty at the top
    /// @param minWidth so that its header fits
    record Frame(String id, String parent, double minWidth) {}

    /// A card.
    ///
    /// @param id unique in the drawing
    /// @param parent id of the frame that holds it; empty at the top
    record Block(String id, String parent, double width, double height) {}

    /// A line.
    ///
    /// @param id unique in the drawing
    /// @param from a frame or block
    /// @param to a frame or block
    record Wire(String id, String from, String to) {}

    static final Outline EMPTY = new Outline(List.of(), List.of(), List.of());

    boolean isEmpty() {
        return frames.isEmpty() && blocks.isEmpty();
    }
}
