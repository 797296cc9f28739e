/// The first four wizards: install the agent, reset keys, enroll workers, change members. Also the
/// book of hosts that are in no cluster. Models and ports need no toolkit.
@NullMarked
package dev.belay.app.enroll;

import org.jspecify.annotations.NullMarked;
