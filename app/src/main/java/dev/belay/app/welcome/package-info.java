/// The page that a window without a cluster shows.
@NullMarked
package dev.belay.app.welcome;

import org.jspecify.annotations.NullMarked;
