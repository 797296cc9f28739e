package dev.belay.drill;

import dev.belay.api.DrillKind;

/// Something that is worth a line while a drill runs.
public sealed interface DrillStep {

    /// Since the fault was ordered; 0 before.
    long afterMillis();

    /// It is asked from now on.
    record Probing(String probe, long intervalMillis) implements DrillStep {
        @Override
        public long afterMillis() {
            return 0;
        }
    }

    /// It answers: the fault is ordered.
    record Steady(int answers) implements DrillStep {
        @Override
        public long afterMillis() {
            return 0;
        }
    }

    /// The node gets its fault.
    record Begun(long afterMillis, DrillKind kind, String node) implements DrillStep {}

    /// Nobody said whether it does; it is watched all the same.
    record Unsure(long afterMillis, String why) implements DrillStep {}

    /// It does not answer any more.
    record Silent(long afterMillis) implements DrillStep {}

    /// It answers again.
    record Answers(long afterMillis, long outageMillis) implements DrillStep {}

    /// The cluster says that it is active on a node.
    record Active(long afterMillis, String node) implements DrillStep {}

    /// A resolver says where the name leads: first before the fault, then whenever that changes.
    record NameSays(long afterMillis, String host, NameSeen.Place place) implements DrillStep {}

    /// A client that keeps answers as long as it may goes where the name leads now.
    record ClientFollows(long afterMillis, NameSeen.Place place) implements DrillStep {}

    /// It does not run, and is started before anything else.
    record Starting(String service) implements DrillStep {
        @Override
        public long afterMillis() {
            return 0;
        }
    }

    /// It runs.
    record Started(String node, long millis) implements DrillStep {
        @Override
        public long afterMillis() {
            return 0;
        }
    }

    /// What lasted is over.
    record FaultOver(long afterMillis) implements DrillStep {}

    /// It is on its way back.
    record GoingBack(long afterMillis, String node) implements DrillStep {}
}
