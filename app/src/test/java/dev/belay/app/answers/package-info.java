@NullMarked
package dev.belay.app.answers;

import org.jspecify.annotations.NullMarked;
