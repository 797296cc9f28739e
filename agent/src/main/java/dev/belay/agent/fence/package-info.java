/// Stops nodes for certain, by the fence agents that are installed on this node.
@NullMarked
package dev.belay.agent.fence;

import org.jspecify.annotations.NullMarked;
