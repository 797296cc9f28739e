/// What the operating system says: /proc, users and groups, signals, the service supervisor.
@NullMarked
package dev.belay.agent.host;

import org.jspecify.annotations.NullMarked;
