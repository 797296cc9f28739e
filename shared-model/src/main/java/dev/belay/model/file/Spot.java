package dev.belay.model.file;

import dev.belay.model.check.Place;

/// Where a value is in a text.
///
/// @param line from 1
/// @param column from 1
record Spot(int line, int column) {

    Place at(Pointer pointer) {
        return new Place.InFile(pointer.toString(), line, column);
    }
}
