/// Config sets between nodes: what a node asks its peers for, how it does its part of a rollout,
/// and how a version comes from a publisher.
@NullMarked
package dev.belay.agent.rollout;

import org.jspecify.annotations.NullMarked;
