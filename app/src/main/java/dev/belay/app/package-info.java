/// Belay Studio.
@NullMarked
package dev.belay.app;

import org.jspecify.annotations.NullMarked;
