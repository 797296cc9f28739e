/// What answers from here: questions to a host, a port or a page, many times a second.
@NullMarked
package dev.belay.reach.probe;

import org.jspecify.annotations.NullMarked;
