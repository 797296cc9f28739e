/// A lab on this computer: starting it, following it, stopping it.
@NullMarked
package dev.belay.app.lab;

import org.jspecify.annotations.NullMarked;
