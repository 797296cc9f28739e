package dev.belay.agent.remote;

import dev.belay.agent.remote.Executed.Status;
import java.util.List;
import java.util.Optional;

/// What came of an action on this node.
///
/// @param code exit code of OCF
/// @param reason as the agent gave it; may be empty
/// @param output the end of what it wrote; may be empty
/// @param attributes of this node that the agent changed, in order
public record Outcome(
        int code, Status status, String reason, String output, List<Attribute> attributes) {

    private static final int GENERIC = 1;
    private static final int NOT_INSTALLED = 5;

    public Outcome {
        attributes = List.copyOf(attributes);
    }

    /// A change of an attribute of a node.
    ///
    /// @param value empty when it is to go
    public record Attribute(String node, String name, Optional<String> value) {}

    /// It could not be run.
    public static Outcome failed(String reason) {
        return new Outcome(GENERIC, Status.ERROR, reason, "", List.of());
    }

    /// There is no such agent here.
    public static Outcome missing(String reason) {
        return new Outcome(NOT_INSTALLED, Status.NOT_INSTALLED, reason, "", List.of());
    }

    Outcome cancelled() {
        return new Outcome(code, Status.CANCELLED, "", "", List.of());
    }

    boolean isSameAs(Outcome other) {
        return code == other.code && status == other.status;
    }
}
