@NullMarked
package dev.belay.app.design;

import org.jspecify.annotations.NullMarked;
