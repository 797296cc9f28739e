package dev.belay.api;

import dev.belay.model.node.FenceAction;
import org.jspecify.annotations.Nullable;

/// Orders that a node is stopped for certain.
///
/// @param action what is done to it; null: what its devices are drawn for
public record FenceWish(@Nullable FenceAction action) {}
