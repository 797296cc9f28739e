/// The design in force, as wizards read and change it.
@NullMarked
package dev.belay.app.design;

import org.jspecify.annotations.NullMarked;
