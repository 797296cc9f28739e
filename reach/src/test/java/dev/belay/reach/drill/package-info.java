/// Tests of drills without a cluster.
@NullMarked
package dev.belay.reach.drill;

import org.jspecify.annotations.NullMarked;
