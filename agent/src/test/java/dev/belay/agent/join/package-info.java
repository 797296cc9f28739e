@NullMarked
package dev.belay.agent.join;

import org.jspecify.annotations.NullMarked;
