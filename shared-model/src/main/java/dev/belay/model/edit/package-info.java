/// What a person does to a drawing: pure changes of a design, and undo and redo without limit.
@NullMarked
package dev.belay.model.edit;

import org.jspecify.annotations.NullMarked;
