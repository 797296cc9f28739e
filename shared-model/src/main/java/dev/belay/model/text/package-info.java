/// How a text is written inside of other languages.
@NullMarked
package dev.belay.model.text;

import org.jspecify.annotations.NullMarked;
