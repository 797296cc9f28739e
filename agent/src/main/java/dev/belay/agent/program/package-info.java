/// Programs that others wrote, run with limits on who may have changed them, on their time and on
/// what they say.
@NullMarked
package dev.belay.agent.program;

import org.jspecify.annotations.NullMarked;
