/// Answers that somebody pastes, drops or names, in any wizard.
@NullMarked
package dev.belay.app.answers;

import org.jspecify.annotations.NullMarked;
