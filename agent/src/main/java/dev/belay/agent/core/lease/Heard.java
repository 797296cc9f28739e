package dev.belay.agent.core.lease;

import java.util.Map;

/// What a coordinator heard of a node in its term.
///
/// @param incarnation newest that it heard
/// @param answeredAt when it answered last
/// @param ended how stays there ended
record Heard(long incarnation, long answeredAt, Map<String, Report.Ending> ended) {

    boolean hasEnded(Tenancy tenancy) {
        Report.Ending ending = ended.get(tenancy.service());
        return ending != null
                && incarnation == tenancy.incarnation()
                && ending.generation() >= tenancy.generation();
    }

    String howEnded(Tenancy tenancy) {
        Report.Ending ending = ended.get(tenancy.service());
        return ending == null || ending.failure().isEmpty() ? "it has ended" : ending.failure();
    }
}
