/// The live cluster as a drawing: what is where, in which state, how old that fact is, and who
/// cannot hear whom.
@NullMarked
package dev.belay.app.topology;

import org.jspecify.annotations.NullMarked;
