/// Who may run what: nodes ask for their leases, voters vouch for them, the coordinator grants and
/// settles them.
@NullMarked
package dev.belay.agent.tenure;

import org.jspecify.annotations.NullMarked;
