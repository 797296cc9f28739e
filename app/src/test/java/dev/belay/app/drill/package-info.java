@NullMarked
package dev.belay.app.drill;

import org.jspecify.annotations.NullMarked;
