@NullMarked
package dev.belay.app.route;

import org.jspecify.annotations.NullMarked;
