@NullMarked
package dev.belay.app.wizard;

import org.jspecify.annotations.NullMarked;
