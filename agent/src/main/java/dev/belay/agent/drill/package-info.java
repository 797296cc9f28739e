/// Faults that a drill inflicts on this node, each ended by a process that outlives the agent.
@NullMarked
package dev.belay.agent.drill;

import org.jspecify.annotations.NullMarked;
