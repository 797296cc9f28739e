/// What Route 53 says of a hosted zone, against a record that follows its service.
@NullMarked
package dev.belay.model.zone;

import org.jspecify.annotations.NullMarked;
