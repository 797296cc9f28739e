/// `belay`, the command line: a client of the same API that the studio uses.
@NullMarked
package dev.belay.agent.cli;

import org.jspecify.annotations.NullMarked;
