package dev.belay.agent.core.service;

/// What is to become of a service.
///
/// @param placedOn where the scheduler wants it; empty: nowhere
/// @param wish where it may be now: what it waits for has been heeded; empty: nowhere
/// @param reason why, in a sentence
public record Intent(String placedOn, String wish, String reason) {}
