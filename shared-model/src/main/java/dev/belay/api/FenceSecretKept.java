package dev.belay.api;

import java.util.List;

/// Who has a secret of a fence device or of a proxy now.
///
/// @param nodes ids of members that have it
/// @param missing ids of those that could not be reached: tell them again
public record FenceSecretKept(List<String> nodes, List<String> missing) {

    public FenceSecretKept {
        nodes = List.copyOf(nodes);
        missing = List.copyOf(missing);
    }
}
