/// The design: one immutable tree of things and links, found by id, changed by copies.
@NullMarked
package dev.belay.model.design;

import org.jspecify.annotations.NullMarked;
