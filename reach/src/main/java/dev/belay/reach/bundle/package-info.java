/// Bundles as files, and their signatures by SSH keys.
@NullMarked
package dev.belay.reach.bundle;

import org.jspecify.annotations.NullMarked;
