/// Config sets: versions, rollout, drift and differences, with colours. The model needs no toolkit.
@NullMarked
package dev.belay.app.config;

import org.jspecify.annotations.NullMarked;
