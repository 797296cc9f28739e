/// The wizard of proxies: who goes through one, whose calls, and what Squid is told.
@NullMarked
package dev.belay.app.proxy;

import org.jspecify.annotations.NullMarked;
