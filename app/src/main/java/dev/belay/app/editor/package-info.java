/// The design that is being drawn: what is done to it, undo, copies, its file.
@NullMarked
package dev.belay.app.editor;

import org.jspecify.annotations.NullMarked;
