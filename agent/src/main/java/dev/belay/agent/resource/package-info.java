/// One action of a resource on this node: OCF agents, systemd units and scripts behind one port.
@NullMarked
package dev.belay.agent.resource;

import org.jspecify.annotations.NullMarked;
