/// What wizards share that give a service something of AWS: where the change goes, what is put in
/// force or drawn, and what is shown of both.
@NullMarked
package dev.belay.app.cloud;

import org.jspecify.annotations.NullMarked;
