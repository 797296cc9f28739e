/// A whole small cluster on one machine: real agents, SSH servers, links that can be cut.
@NullMarked
package dev.belay.agent.lab;

import org.jspecify.annotations.NullMarked;
