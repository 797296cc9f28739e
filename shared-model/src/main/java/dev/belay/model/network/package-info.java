/// Places, addresses, names and ways between them.
@NullMarked
package dev.belay.model.network;

import org.jspecify.annotations.NullMarked;
