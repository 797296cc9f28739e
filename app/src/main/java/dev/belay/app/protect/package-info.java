/// The wizard that gives a service a virtual IP and has the cluster run both.
@NullMarked
package dev.belay.app.protect;

import org.jspecify.annotations.NullMarked;
