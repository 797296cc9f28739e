/// Ciphers of the system's OpenSSL, for the JDK's TLS.
@NullMarked
package dev.belay.agent.cipher;

import org.jspecify.annotations.NullMarked;
