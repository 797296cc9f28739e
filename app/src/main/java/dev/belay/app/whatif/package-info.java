/// What would become of the services if something failed: asked on the drawing, and nothing is
/// touched.
@NullMarked
package dev.belay.app.whatif;

import org.jspecify.annotations.NullMarked;
