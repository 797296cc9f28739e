/// Files of Pacemaker on this machine.
@NullMarked
package dev.belay.agent.cib;

import org.jspecify.annotations.NullMarked;
