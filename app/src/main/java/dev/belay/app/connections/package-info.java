/// Connections as people see and change them: saved clusters, tunnels, host keys, secrets.
@NullMarked
package dev.belay.app.connections;

import org.jspecify.annotations.NullMarked;
