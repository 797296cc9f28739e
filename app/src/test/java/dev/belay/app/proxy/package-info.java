@NullMarked
package dev.belay.app.proxy;

import org.jspecify.annotations.NullMarked;
