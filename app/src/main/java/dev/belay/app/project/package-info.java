/// Designs as files: opened with all their problems, saved whole or not at all.
@NullMarked
package dev.belay.app.project;

import org.jspecify.annotations.NullMarked;
