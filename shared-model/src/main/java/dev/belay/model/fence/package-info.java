/// What a design means to the fence agent that Belay brings itself.
@NullMarked
package dev.belay.model.fence;

import org.jspecify.annotations.NullMarked;
