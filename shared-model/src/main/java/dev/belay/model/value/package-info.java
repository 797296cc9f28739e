/// Typed values of a design, whose `parse` says what is wrong instead of throwing.
@NullMarked
package dev.belay.model.value;

import org.jspecify.annotations.NullMarked;
