/// Everything that is wrong with a design, as coded problems with places, advice and quick fixes.
@NullMarked
package dev.belay.model.check;

import org.jspecify.annotations.NullMarked;
