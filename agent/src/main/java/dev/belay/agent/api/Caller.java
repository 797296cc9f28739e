package dev.belay.agent.api;

import dev.belay.api.AccessRole;
import org.jspecify.annotations.Nullable;

/// Who is at the other end of the socket.
///
/// @param user name, or number where the host knows no name
/// @param role null when no group of the user gives one: then nothing is allowed
/// @param readsAsAgent whether the user may read whatever the agent may
public record Caller(String user, @Nullable AccessRole role, boolean readsAsAgent) {}
