/// Tests against real OpenSSH servers and agents on loopback.
@NullMarked
package dev.belay.reach.ssh;

import org.jspecify.annotations.NullMarked;
