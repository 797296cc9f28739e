package dev.belay.app.health;

import dev.belay.model.status.EventRecord;

/// An event on the time axis.
///
/// @param at when it happened, on the clock of the studio
record EventMark(long at, EventRecord event) {}
