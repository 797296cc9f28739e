/// The way from a desk to an agent: unix sockets, SSH tunnels, and the client of the agent's API.
@NullMarked
package dev.belay.reach;

import org.jspecify.annotations.NullMarked;
