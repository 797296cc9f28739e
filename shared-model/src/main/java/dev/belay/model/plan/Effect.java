package dev.belay.model.plan;

import dev.belay.model.place.Reason;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.Optional;

/// What agents do to a service because of a step, as the scheduler foresees it.
///
/// @param service its id
/// @param kind what happens
/// @param from node that runs it before; empty: none
/// @param to node that runs it afterwards; empty: none
/// @param reason what decides where it goes, or why nowhere
/// @param outage how long clients do without it, at most: the time limits of its stop and its
///   start; zero for none. What ends or begins is no outage
public record Effect(
        ThingId service,
        Kind kind,
        Optional<String> from,
        Optional<String> to,
        Optional<Reason> reason,
        Duration outage) {

    /// What happens.
    public enum Kind {
        STARTS,
        STOPS,
        MOVES,
        /// It stops and starts where it is: what runs is another, or stands on what stops
        /// meanwhile.
        RESTARTS,
        /// It runs on as it is, because only its time limits are new, or because it is left alone;
        /// what is new counts from its next start.
        NEXT_START,
        /// It is to run, and no node may.
        NOWHERE
    }

    /// Whether clients do without the service, for a while or for good.
    public boolean isNoticed() {
        return switch (kind) {
            case MOVES, RESTARTS, STOPS, NOWHERE -> true;
            case STARTS, NEXT_START -> false;
        };
    }
}
