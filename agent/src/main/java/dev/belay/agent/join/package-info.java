/// How a node comes into a cluster, and out of it: its key, the token, the admin's desk that takes
/// nodes in, founding, leaving and renaming.
@NullMarked
package dev.belay.agent.join;

import org.jspecify.annotations.NullMarked;
