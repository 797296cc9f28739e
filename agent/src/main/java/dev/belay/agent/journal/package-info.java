/// The journal of events on disk.
@NullMarked
package dev.belay.agent.journal;

import org.jspecify.annotations.NullMarked;
