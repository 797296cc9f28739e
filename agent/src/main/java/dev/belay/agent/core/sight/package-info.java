/// Decides what a node makes of its peers: facts in, decision out.
@NullMarked
package dev.belay.agent.core.sight;

import org.jspecify.annotations.NullMarked;
