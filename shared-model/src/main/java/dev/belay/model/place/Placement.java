package dev.belay.model.place;

import java.util.Optional;

/// Where a resource is to be.
///
/// @param resource a primitive
/// @param host where it runs when everything is done; empty: nowhere
/// @param role what it is there
/// @param reason why not, or what decided
public record Placement(String resource, Optional<String> host, Role role, Reason reason) {}
