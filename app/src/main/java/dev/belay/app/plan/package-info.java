/// The way from the design in force to the drawn one: what it would do, and how far the cluster is
/// with it.
@NullMarked
package dev.belay.app.plan;

import org.jspecify.annotations.NullMarked;
