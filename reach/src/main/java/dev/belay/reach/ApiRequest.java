package dev.belay.reach;

import org.jspecify.annotations.Nullable;

/// What is asked of an agent.
///
/// @param method GET or PUT
/// @param target path and query
/// @param body JSON; null for none
record ApiRequest(String method, String target, @Nullable String body) {

    boolean changes() {
        return !method.equals("GET");
    }
}
