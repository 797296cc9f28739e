package dev.belay.reach;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What is asked of an agent.
///
/// @param method such as GET
/// @param target path and query
/// @param contentType of the body
/// @param body null for none
record ApiRequest(String method, String target, String contentType, byte @Nullable [] body) {

    /// With a body in JSON, or none.
    ApiRequest(String method, String target, @Nullable String json) {
        this(
                method,
                target,
                "application/json",
                json == null ? null : json.getBytes(StandardCharsets.UTF_8));
    }

    boolean changes() {
        return !method.equals("GET");
    }
}
