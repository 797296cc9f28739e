/// The way of a packet to a virtual IP and back over the drawing, and where it is broken.
@NullMarked
package dev.belay.app.path;

import org.jspecify.annotations.NullMarked;
