/// Reading Pacemaker's cluster information base.
@NullMarked
package dev.belay.model.cib;

import org.jspecify.annotations.NullMarked;
