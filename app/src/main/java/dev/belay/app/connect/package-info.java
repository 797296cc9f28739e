/// Tunnels to a cluster's agents and what comes through them, as observable values; needs no
/// toolkit.
@NullMarked
package dev.belay.app.connect;

import org.jspecify.annotations.NullMarked;
