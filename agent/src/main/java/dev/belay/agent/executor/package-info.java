/// This node as a remote node of a cluster of Pacemaker: what `pacemaker_remoted` is elsewhere.
@NullMarked
package dev.belay.agent.executor;

import org.jspecify.annotations.NullMarked;
