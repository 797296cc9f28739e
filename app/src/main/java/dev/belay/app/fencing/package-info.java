/// The wizard for fence devices: what stops a node for certain, and a test of it.
@NullMarked
package dev.belay.app.fencing;

import org.jspecify.annotations.NullMarked;
