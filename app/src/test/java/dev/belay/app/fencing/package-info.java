@NullMarked
package dev.belay.app.fencing;

import org.jspecify.annotations.NullMarked;
