package dev.belay.app.health;

import dev.belay.model.status.NodeState;
import dev.belay.model.status.Opinion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The newest thing that one node is known to have said.
///
/// @param node its id
/// @param via id of the node that passed it on; the node itself when it said so directly
/// @param ageMillis how long ago it said so
/// @param opinion what it thinks of the leadership
/// @param termAgeMillis how long ago it entered its term
/// @param sees the state that it takes each member to be in, by id, itself included
/// @param hears ids of the members that answer it
/// @param clockOffsets clocks of other members minus its own in milliseconds, where it measured them
record Said(
        String node,
        String via,
        long ageMillis,
        Opinion opinion,
        long termAgeMillis,
        Map<String, NodeState> sees,
        java.util.Set<String> hears,
        Map<String, Double> clockOffsets) {

    boolean direct() {
        return node.equals(via);
    }

    boolean names(@Nullable String coordinator) {
        return java.util.Objects.equals(opinion.coordinator(), coordinator);
    }
}
