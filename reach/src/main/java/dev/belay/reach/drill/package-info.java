/// A drill from where clients are: it orders the fault and measures what comes of it.
@NullMarked
package dev.belay.reach.drill;

import org.jspecify.annotations.NullMarked;
