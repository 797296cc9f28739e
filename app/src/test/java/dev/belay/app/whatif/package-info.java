@NullMarked
package dev.belay.app.whatif;

import org.jspecify.annotations.NullMarked;
