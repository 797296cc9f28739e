/// Who belongs to a cluster: its certificate authority, node certificates and their names.
@NullMarked
package dev.belay.agent.enroll;

import org.jspecify.annotations.NullMarked;
