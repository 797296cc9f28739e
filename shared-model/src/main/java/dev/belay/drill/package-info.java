/// Drills in figures: from the answers that a client got to what it had to do without, and the
/// report of it. Pure.
@NullMarked
package dev.belay.drill;

import org.jspecify.annotations.NullMarked;
