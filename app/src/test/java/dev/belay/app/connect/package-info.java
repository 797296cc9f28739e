/// Tests of connections, without a toolkit.
@NullMarked
package dev.belay.app.connect;

import org.jspecify.annotations.NullMarked;
