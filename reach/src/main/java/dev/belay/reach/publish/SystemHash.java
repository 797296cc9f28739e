package dev.belay.reach.publish;

import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/// SHA-256 of the system's OpenSSL, `SHA256(3)`. Its speed does not depend on the JVM's second
/// compiler, which agents and the command line do without: 980 instead of 94 MB/s.
public final class SystemHash implements ContentHash {

    private static final List<String> LIBRARIES = List.of("libcrypto.so.3", "libcrypto.so.1.1");

    private static final ContentHash BEST =
            find().map(ContentHash.class::cast).orElse(ContentHash.ofJava());

    private final MethodHandle sha256;

    private SystemHash(MethodHandle sha256) {
        this.sha256 = sha256;
    }

    /// The fastest that this machine has; all give the same names.
    public static ContentHash best() {
        return BEST;
    }

    /// Empty where no such library is.
    static Optional<SystemHash> find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        return LIBRARIES.stream().flatMap(library -> load(library).stream()).findFirst();
    }

    @SuppressWarnings("restricted") // one call, with the signature of its manual page
    private static Optional<SystemHash> load(String library) {
        try {
            MemorySegment symbol =
                    SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow("SHA256");
            return Optional.of(
                    new SystemHash(
                            Linker.nativeLinker()
                                    .downcallHandle(
                                            symbol,
                                            FunctionDescriptor.of(
                                                    ValueLayout.ADDRESS,
                                                    ValueLayout.ADDRESS,
                                                    ValueLayout.JAVA_LONG,
                                                    ValueLayout.ADDRESS),
                                            Linker.Option.critical(true))));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            // Not installed: the Java runtime's own does the same.
            return Optional.empty();
        }
    }

    @Override
    public ContentName of(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        var digest = new byte[ContentName.LENGTH];
        try {
            var _ =
                    (MemorySegment)
                            sha256.invokeExact(
                                    MemorySegment.ofArray(bytes).asSlice(from, length),
                                    (long) length,
                                    MemorySegment.ofArray(digest));
        } catch (Throwable e) {
            // MethodHandle.invoke declares it; the function itself cannot fail.
            throw new IllegalStateException("SHA256", e);
        }
        return ContentName.of(digest);
    }
}
