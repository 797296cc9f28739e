/// The loops of a running agent: asking peers, sampling, noticing what is worth an event.
@NullMarked
package dev.belay.agent.run;

import org.jspecify.annotations.NullMarked;
