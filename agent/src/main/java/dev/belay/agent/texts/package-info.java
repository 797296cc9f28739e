/// Texts for people, in the language that their environment asks for.
@NullMarked
package dev.belay.agent.texts;

import org.jspecify.annotations.NullMarked;
