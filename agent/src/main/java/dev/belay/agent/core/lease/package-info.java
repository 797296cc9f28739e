/// Who may be active and until when: how leases are issued and how they are held. Pure.
@NullMarked
package dev.belay.agent.core.lease;

import org.jspecify.annotations.NullMarked;
