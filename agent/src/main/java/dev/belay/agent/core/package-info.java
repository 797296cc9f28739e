/// Decisions of the agent, each a pure function: no files, no threads, no clock.
@NullMarked
package dev.belay.agent.core;

import org.jspecify.annotations.NullMarked;
