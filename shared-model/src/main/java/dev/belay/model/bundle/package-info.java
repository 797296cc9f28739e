/// The bundle: a whole design as one zip with a manifest that can be signed. Bytes in, bytes out.
@NullMarked
package dev.belay.model.bundle;

import org.jspecify.annotations.NullMarked;
