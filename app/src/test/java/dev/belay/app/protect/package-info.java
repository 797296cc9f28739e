@NullMarked
package dev.belay.app.protect;

import org.jspecify.annotations.NullMarked;
