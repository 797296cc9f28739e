/// Decides how a node is stopped for certain, and when that is certain: facts in, decision out.
@NullMarked
package dev.belay.agent.core.fence;

import org.jspecify.annotations.NullMarked;
