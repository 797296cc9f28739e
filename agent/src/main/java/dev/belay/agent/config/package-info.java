/// The agent's own configuration file.
@NullMarked
package dev.belay.agent.config;

import org.jspecify.annotations.NullMarked;
