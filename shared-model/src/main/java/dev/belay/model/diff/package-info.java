/// What is another in one design than in a second one, by thing and field, and what two changes of
/// the same design make together.
@NullMarked
package dev.belay.model.diff;

import org.jspecify.annotations.NullMarked;
