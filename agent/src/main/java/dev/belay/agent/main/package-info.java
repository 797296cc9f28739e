/// Wires an agent by hand, starts it and stops it.
@NullMarked
package dev.belay.agent.main;

import org.jspecify.annotations.NullMarked;
