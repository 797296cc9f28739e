/// The frame of all wizards: what, preflight, review, apply, done; drafts, dry run, runbook. The
/// model needs no toolkit; what a wizard does stands in a package of its own.
@NullMarked
package dev.belay.app.wizard;

import org.jspecify.annotations.NullMarked;
