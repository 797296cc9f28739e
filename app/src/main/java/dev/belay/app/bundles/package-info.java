/// Bundles: written out of the drawing, verified before they are looked into, compared and merged.
@NullMarked
package dev.belay.app.bundles;

import org.jspecify.annotations.NullMarked;
