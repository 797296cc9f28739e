@NullMarked
package dev.belay.app.bundles;

import org.jspecify.annotations.NullMarked;
