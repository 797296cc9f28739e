/// The replicated state of the cluster, and what each entry of the log does to it.
@NullMarked
package dev.belay.agent.core.cluster;

import org.jspecify.annotations.NullMarked;
