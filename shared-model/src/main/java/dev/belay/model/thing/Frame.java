package dev.belay.model.thing;

/// Where a thing is drawn, in pixels at 100 %.
///
/// @param x of its left edge, from the left edge of the container it is in
/// @param y of its top edge, from the top edge of the container it is in
/// @param width of it
/// @param height of it
public record Frame(int x, int y, int width, int height) {

    public Frame movedBy(int right, int down) {
        return new Frame(x + right, y + down, width, height);
    }
}
