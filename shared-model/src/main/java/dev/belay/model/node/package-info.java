/// Machines of a cluster, and the devices that can stop them for certain.
@NullMarked
package dev.belay.model.node;

import org.jspecify.annotations.NullMarked;
