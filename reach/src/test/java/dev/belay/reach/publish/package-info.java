/// Tests of the way to agents, against a double of the agent and real OpenSSH servers.
@NullMarked
package dev.belay.reach.publish;

import org.jspecify.annotations.NullMarked;
