@NullMarked
package dev.belay.app.enroll;

import org.jspecify.annotations.NullMarked;
