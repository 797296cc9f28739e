/// Requests and answers between studio or command line and an agent.
@NullMarked
package dev.belay.api;

import org.jspecify.annotations.NullMarked;
