/// The window: rail, bars, command palette, settings; the only package that knows all features.
@NullMarked
package dev.belay.app.shell;

import org.jspecify.annotations.NullMarked;
