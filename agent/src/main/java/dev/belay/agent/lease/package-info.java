/// The kernel's part in a lease: what is shut, and who is ended, when nobody renews any more.
@NullMarked
package dev.belay.agent.lease;

import org.jspecify.annotations.NullMarked;
