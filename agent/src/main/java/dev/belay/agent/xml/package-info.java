/// XML as programs of others speak it: read without reaching for anything outside of it.
@NullMarked
package dev.belay.agent.xml;

import org.jspecify.annotations.NullMarked;
