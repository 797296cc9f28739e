/// What holds for the whole cluster: settings, timing, networks and config sets.
@NullMarked
package dev.belay.model.config;

import org.jspecify.annotations.NullMarked;
