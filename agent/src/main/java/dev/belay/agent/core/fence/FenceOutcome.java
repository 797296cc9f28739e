package dev.belay.agent.core.fence;

import java.util.List;

/// How fencing a node ended. Nothing may be started elsewhere but after [Confirmed].
public sealed interface FenceOutcome {

    /// What was seen, in order.
    List<String> evidence();

    /// The node was stopped for certain.
    record Confirmed(List<String> evidence) implements FenceOutcome {
        public Confirmed {
            evidence = List.copyOf(evidence);
        }
    }

    /// No device did it, and each says so.
    record Refused(List<String> evidence) implements FenceOutcome {
        public Refused {
            evidence = List.copyOf(evidence);
        }
    }

    /// It may have been stopped, or not.
    record Unknown(List<String> evidence) implements FenceOutcome {
        public Unknown {
            evidence = List.copyOf(evidence);
        }
    }
}
