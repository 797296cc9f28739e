/// Keeps the keys of certificates: renews a node's own, guards the authority's, changes both.
@NullMarked
package dev.belay.agent.custody;

import org.jspecify.annotations.NullMarked;
