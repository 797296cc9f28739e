/// What happened to a service, from facts to plain sentences. Pure.
@NullMarked
package dev.belay.story;

import org.jspecify.annotations.NullMarked;
