/// Apache Ratis behind a port, and the replicated state machine.
@NullMarked
package dev.belay.agent.consensus;

import org.jspecify.annotations.NullMarked;
