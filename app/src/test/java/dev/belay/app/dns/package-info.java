@NullMarked
package dev.belay.app.dns;

import org.jspecify.annotations.NullMarked;
