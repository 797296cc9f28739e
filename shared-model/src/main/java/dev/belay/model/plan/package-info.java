/// From the design in force to a wanted one: small steps in a safe order, each with what it shows
/// beforehand, what is looked at afterwards, and the way back.
@NullMarked
package dev.belay.model.plan;

import org.jspecify.annotations.NullMarked;
