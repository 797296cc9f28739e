/// belayd and the belay command line.
@NullMarked
package dev.belay.agent;

import org.jspecify.annotations.NullMarked;
