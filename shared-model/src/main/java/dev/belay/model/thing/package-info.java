/// What every thing of a design has in common.
@NullMarked
package dev.belay.model.thing;

import org.jspecify.annotations.NullMarked;
