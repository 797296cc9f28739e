package dev.belay.agent.resource;

import java.util.Optional;

/// A change of a node's attribute that an agent asked for.
///
/// @param node whose
/// @param value empty when the attribute is to go
/// @param isLasting whether it outlives a restart of the node
public record AttributeUpdate(
        String node, String name, Optional<String> value, boolean isLasting) {}
