/// What the coordinator does next about a plan that the cluster carries out.
@NullMarked
package dev.belay.agent.core.operation;

import org.jspecify.annotations.NullMarked;
