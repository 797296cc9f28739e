package dev.belay.model.whatif;

import dev.belay.model.place.Reason;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What would become of all services.
///
/// @param quorate whether a majority of the votes is left together; without one nothing may run
///   anywhere
/// @param votes that are left together
/// @param majority votes that are needed
/// @param apart nodes that are down, or that do not hear the majority
/// @param services in the order of the design
public record Prediction(
        boolean quorate, int votes, int majority, List<ThingId> apart, List<ServiceFate> services) {

    public Prediction {
        apart = List.copyOf(apart);
        services = List.copyOf(services);
    }

    /// One service.
    ///
    /// @param before where it runs while nothing has failed; empty for nowhere
    /// @param after where it runs then
    /// @param reason what decided where, or why nowhere; empty without a majority
    /// @param begins until its successor may begin, at most; empty unless it moves because its node
    ///   is gone. Its own start comes on top, and up to {@link WhatIf#ELECTION} more if that node
    ///   was the coordinator
    /// @param loss writes that its mirrors may not have, at most; empty for none, or no mirror
    public record ServiceFate(
            ThingId service,
            Fate fate,
            Optional<ThingId> before,
            Optional<ThingId> after,
            Optional<Reason> reason,
            Optional<Duration> begins,
            Optional<Duration> loss) {}

    /// Those that run nowhere any more.
    public List<ThingId> lost() {
        return services.stream()
                .filter(one -> one.fate() == Fate.LOST)
                .map(ServiceFate::service)
                .toList();
    }
}
