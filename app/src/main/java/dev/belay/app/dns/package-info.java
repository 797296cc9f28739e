/// The wizard that gives a service a name of Route 53 that follows it.
@NullMarked
package dev.belay.app.dns;

import org.jspecify.annotations.NullMarked;
