/// The parts that every screen is made of: look, language, type, glyphs and small controls.
@NullMarked
package dev.belay.app.ui;

import org.jspecify.annotations.NullMarked;
