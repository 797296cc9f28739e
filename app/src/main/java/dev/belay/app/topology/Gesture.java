package dev.belay.app.topology;

import dev.belay.model.edit.PaletteEntry;
import java.util.List;
import java.util.Set;

/// What a hand is in the middle of on the canvas.
sealed interface Gesture {

    /// Nothing.
    record None() implements Gesture {}

    /// Things go along with the pointer.
    ///
    /// @param ids of those that are moved, and of all that is drawn in them
    /// @param guides lines along which they snapped to others
    /// @param into id of the container that they would be in; empty for the open canvas
    record Moving(Set<String> ids, double dx, double dy, List<Guide> guides, String into)
            implements Gesture {}

    /// What is inside the rectangle will be selected.
    record Band(Box box) implements Gesture {}

    /// An edge is being drawn.
    ///
    /// @param from id of the thing that it begins at
    /// @param to where its other end is now
    /// @param over id of the legal end under it; empty for none
    /// @param legal ids of everything that it may end at
    record Linking(String from, Spot to, String over, Set<String> legal) implements Gesture {}

    /// A container gets another size.
    record Resizing(String id, Box box) implements Gesture {}

    /// Something of the palette is put down by the next click or release.
    ///
    /// @param shown whether the pointer is over the canvas
    /// @param at where it is
    /// @param into id of the container that it would be in; empty for the open canvas
    record Placing(PaletteEntry entry, boolean shown, Spot at, String into) implements Gesture {}

    /// A line across the canvas at which edges or middles meet.
    ///
    /// @param upright whether it goes from top to bottom
    /// @param at where it crosses the other axis
    /// @param from of it, along its own axis
    /// @param to of it, along its own axis
    record Guide(boolean upright, double at, double from, double to) {}
}
