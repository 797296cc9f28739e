/// A drawing as a picture for elsewhere: the scene as a tree of marks, and the marks as SVG or PDF.
@NullMarked
package dev.belay.app.picture;

import org.jspecify.annotations.NullMarked;
