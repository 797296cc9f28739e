/// The components of records as named, typed fields, for everything that walks a design
/// generically.
@NullMarked
package dev.belay.model.shape;

import org.jspecify.annotations.NullMarked;
