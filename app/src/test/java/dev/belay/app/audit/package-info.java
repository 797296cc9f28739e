@NullMarked
package dev.belay.app.audit;

import org.jspecify.annotations.NullMarked;
