/// The scheduler: which host runs which resource, and why; pure, with Pacemaker's documented
/// semantics.
@NullMarked
package dev.belay.model.place;

import org.jspecify.annotations.NullMarked;
