/// SSH to a node as OpenSSH does it: config, known hosts, keys, jumps, and pipes to the agent's
/// socket.
@NullMarked
package dev.belay.reach.ssh;

import org.jspecify.annotations.NullMarked;
