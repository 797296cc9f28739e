/// What agents report: facts with their age and their observer, never a bare value.
@NullMarked
package dev.belay.model.status;

import org.jspecify.annotations.NullMarked;
