/// The audit log: who asked for what, from where, and what came of it.
@NullMarked
package dev.belay.app.audit;

import org.jspecify.annotations.NullMarked;
