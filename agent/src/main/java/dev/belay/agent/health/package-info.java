/// Samples host and agent, keeps their history on disk, shows them to Prometheus.
@NullMarked
package dev.belay.agent.health;

import org.jspecify.annotations.NullMarked;
