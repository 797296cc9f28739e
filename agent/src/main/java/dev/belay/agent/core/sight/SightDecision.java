package dev.belay.agent.core.sight;

import dev.belay.model.status.Event;
import java.util.List;

/// What a node makes of a fact.
///
/// @param next what it knows from now on
/// @param events what is worth an event, in order
/// @param reason one sentence; empty when nothing was decided
public record SightDecision(Sight next, List<Event> events, String reason) {}
