/// The agent's API: an HTTP server on a unix socket, roles by operating-system group.
@NullMarked
package dev.belay.agent.api;

import org.jspecify.annotations.NullMarked;
