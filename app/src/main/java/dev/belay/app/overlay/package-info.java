/// The live cluster laid over the drawing: what runs where, what the plan would change, and what
/// the cluster does otherwise than its design says.
@NullMarked
package dev.belay.app.overlay;

import org.jspecify.annotations.NullMarked;
