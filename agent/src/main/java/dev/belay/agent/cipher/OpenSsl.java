package dev.belay.agent.cipher;

import java.lang.foreign.MemorySegment;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// OpenSSL's AES-GCM in place of the JDK's, which without the JVM's second compiler, as agents run,
/// is slower by a factor of twenty or more.
///
/// The library is looked for once, on a thread of its own, when somebody first asks for it; until
/// it is found, and where there is none, the JDK's own cipher does the work.
public final class OpenSsl {

    static final String TRANSFORMATION = "AES/GCM/NoPadding";
    static final String PROVIDER = "Belay";

    private static final AtomicBoolean SOUGHT = new AtomicBoolean();
    private static volatile @Nullable OpenSsl found;

    private final LibCrypto library;
    private final MemorySegment aes128;
    private final MemorySegment aes256;

    private OpenSsl(LibCrypto library) {
        this.library = library;
        this.aes128 = library.cipher("EVP_aes_128_gcm");
        this.aes256 = library.cipher("EVP_aes_256_gcm");
    }

    /// Puts the cipher before the JDK's, in the whole process; once is enough.
    public static void prefer() {
        if (Security.getProvider(PROVIDER) == null) {
            Security.insertProviderAt(new Ciphers(), 1);
        }
    }

    /// The library, if it has been found by now; seeks it otherwise.
    static @Nullable OpenSsl ifThere() {
        OpenSsl known = found;
        if (known == null && SOUGHT.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("belay-cipher").start(OpenSsl::seek);
        }
        return known;
    }

    /// Looks for it now; whether it is there.
    static boolean seek() {
        SOUGHT.set(true);
        LibCrypto.find().map(OpenSsl::new).ifPresent(one -> found = one);
        return found != null;
    }

    LibCrypto library() {
        return library;
    }

    MemorySegment cipher(int keyBytes) {
        return keyBytes == 16 ? aes128 : aes256;
    }

    private static final class Ciphers extends Provider {

        Ciphers() {
            super(PROVIDER, "1", "AES-GCM of the system's OpenSSL");
            put("Cipher." + TRANSFORMATION, AesGcm.class.getName());
        }
    }
}
