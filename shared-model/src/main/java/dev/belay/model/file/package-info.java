/// The file format `.belay`: text to design and back, with every fault of a text at once.
@NullMarked
package dev.belay.model.file;

import org.jspecify.annotations.NullMarked;
