/// Tests of bundles and their signatures.
@NullMarked
package dev.belay.reach.bundle;

import org.jspecify.annotations.NullMarked;
