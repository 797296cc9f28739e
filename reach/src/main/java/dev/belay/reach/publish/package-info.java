/// A folder on this machine as a version of a config set: its manifest, and its chunks.
@NullMarked
package dev.belay.reach.publish;

import org.jspecify.annotations.NullMarked;
