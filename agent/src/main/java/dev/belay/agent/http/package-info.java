/// HTTP/1.1 over any socket channel: Apache HttpCore with bounds, deadlines and virtual threads.
@NullMarked
package dev.belay.agent.http;

import org.jspecify.annotations.NullMarked;
