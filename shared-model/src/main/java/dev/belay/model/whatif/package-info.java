/// What would become of the services of a design if something failed: the agents' own scheduler,
/// asked beforehand.
@NullMarked
package dev.belay.model.whatif;

import org.jspecify.annotations.NullMarked;
