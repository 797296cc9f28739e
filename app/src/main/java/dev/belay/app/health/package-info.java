/// Live graphs of the nodes, their history, and who thinks what of the leadership.
@NullMarked
package dev.belay.app.health;

import org.jspecify.annotations.NullMarked;
