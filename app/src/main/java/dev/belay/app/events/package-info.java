/// Events of all nodes on one clock: filtered, searched, explained, exported.
@NullMarked
package dev.belay.app.events;

import org.jspecify.annotations.NullMarked;
