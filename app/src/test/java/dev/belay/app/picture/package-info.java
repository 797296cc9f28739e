@NullMarked
package dev.belay.app.picture;

import org.jspecify.annotations.NullMarked;
