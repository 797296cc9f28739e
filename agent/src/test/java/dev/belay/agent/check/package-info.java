/// Judges whether what clients of a register saw could have happened one after the other.
@NullMarked
package dev.belay.agent.check;

import org.jspecify.annotations.NullMarked;
