package dev.belay.agent.cloud;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What came of moving the routes of a virtual IP.
///
/// @param moved tables that were changed, and seen to be right
/// @param left why each of the others is not right, by table; an empty name: all of them
record RouteReport(Kind kind, List<String> moved, Map<String, String> left) {

    enum Kind {
        /// All lead where they should, and were seen to.
        RIGHT,
        /// All that the VPC has lead where they should; some that the design names it does not
        /// have.
        ABSENT,
        /// Some table cannot be changed however often it is tried.
        FAILED,
        /// The API takes no more calls: some table was not changed.
        THROTTLED,
        /// It is not known where some table leads.
        UNKNOWN,
        /// The lease was over before all was done.
        ENDED
    }

    RouteReport {
        moved = List.copyOf(moved);
        left = new TreeMap<>(left);
    }

    /// One sentence for each table that is not right.
    String words() {
        String rest =
                left.entrySet().stream()
                        .map(one ->
                                one.getKey().isEmpty()
                                        ? one.getValue()
                                        : "'" + one.getKey() + "': " + one.getValue())
                        .collect(Collectors.joining("; "));
        return moved.isEmpty() || left.isEmpty()
                ? rest
                : rest + " (moved: " + String.join(", ", moved) + ")";
    }
}
