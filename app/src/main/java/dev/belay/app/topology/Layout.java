package dev.belay.app.topology;

import java.util.List;
import java.util.Map;

/// Where everything is.
///
/// @param boxes of frames and blocks, by id
/// @param routes of wires, by id: their bends in order, ends included
/// @param bounds around all of it
record Layout(Map<String, Box> boxes, Map<String, List<Spot>> routes, Box bounds) {

    static final Layout EMPTY = new Layout(Map.of(), Map.of(), Box.EMPTY);

    Box box(String id) {
        return boxes.getOrDefault(id, Box.EMPTY);
    }
}
