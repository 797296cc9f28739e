/// Failovers: those that were made on purpose, and the stories of those that were not.
@NullMarked
package dev.belay.app.drill;

import org.jspecify.annotations.NullMarked;
