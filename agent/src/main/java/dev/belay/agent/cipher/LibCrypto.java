package dev.belay.agent.cipher;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The functions of OpenSSL's `libcrypto` that AES-GCM needs, as `EVP_EncryptInit(3)` describes
/// them. All give 1 for success.
final class LibCrypto {

    private static final Logger LOG = LoggerFactory.getLogger(LibCrypto.class);

    private static final List<String> LIBRARIES = List.of("libcrypto.so.3", "libcrypto.so.1.1");

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    private final SymbolLookup symbols;
    private final MethodHandle newContext;
    private final MethodHandle freeContext;
    private final MethodHandle init;
    private final MethodHandle update;
    private final MethodHandle end;
    private final MethodHandle control;

    private LibCrypto(SymbolLookup symbols) {
        this.symbols = symbols;
        newContext = function("EVP_CIPHER_CTX_new", FunctionDescriptor.of(POINTER));
        freeContext = function("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(POINTER));
        init =
                function(
                        "EVP_CipherInit_ex",
                        FunctionDescriptor.of(
                                INT, POINTER, POINTER, POINTER, POINTER, POINTER, INT));
        update =
                function(
                        "EVP_CipherUpdate",
                        FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, INT));
        end = function("EVP_CipherFinal_ex", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER));
        control =
                function(
                        "EVP_CIPHER_CTX_ctrl",
                        FunctionDescriptor.of(INT, POINTER, INT, INT, POINTER));
    }

    /// Empty where no such library is.
    @SuppressWarnings("restricted") // found by the names of its manual pages
    static Optional<LibCrypto> find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        for (String library : LIBRARIES) {
            try {
                return Optional.of(
                        new LibCrypto(SymbolLookup.libraryLookup(library, Arena.global())));
            } catch (IllegalArgumentException | NoSuchElementException e) {
                LOG.debug("not {}, or not with all functions", library, e);
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("restricted") // each with the signature of its manual page
    private MethodHandle function(String name, FunctionDescriptor signature) {
        // Records of TLS are short: the collector can wait while one is ciphered, and none of its
        // bytes has to be copied.
        return Linker.nativeLinker()
                .downcallHandle(symbols.findOrThrow(name), signature, Linker.Option.critical(true));
    }

    /// What `EVP_aes_128_gcm()` and its sisters give.
    @SuppressWarnings("restricted")
    MemorySegment cipher(String name) {
        try {
            return (MemorySegment)
                    Linker.nativeLinker()
                            .downcallHandle(
                                    symbols.findOrThrow(name), FunctionDescriptor.of(POINTER))
                            .invokeExact();
        } catch (Throwable e) {
            throw unexpected(name, e);
        }
    }

    MemorySegment newContext() {
        try {
            var context = (MemorySegment) newContext.invokeExact();
            if (context.equals(MemorySegment.NULL)) {
                throw new OutOfMemoryError("EVP_CIPHER_CTX_new");
            }
            return context;
        } catch (Throwable e) {
            throw unexpected("EVP_CIPHER_CTX_new", e);
        }
    }

    void free(MemorySegment context) {
        try {
            freeContext.invokeExact(context);
        } catch (Throwable e) {
            throw unexpected("EVP_CIPHER_CTX_free", e);
        }
    }

    boolean init(
            MemorySegment context,
            MemorySegment cipher,
            MemorySegment key,
            MemorySegment iv,
            int encrypt) {
        try {
            return (int) init.invokeExact(context, cipher, MemorySegment.NULL, key, iv, encrypt)
                    == 1;
        } catch (Throwable e) {
            throw unexpected("EVP_CipherInit_ex", e);
        }
    }

    /// @param count room for an int, the number of bytes that were written
    boolean update(
            MemorySegment context,
            MemorySegment out,
            MemorySegment count,
            MemorySegment in,
            int length) {
        try {
            return (int) update.invokeExact(context, out, count, in, length) == 1;
        } catch (Throwable e) {
            throw unexpected("EVP_CipherUpdate", e);
        }
    }

    boolean end(MemorySegment context, MemorySegment out, MemorySegment count) {
        try {
            return (int) end.invokeExact(context, out, count) == 1;
        } catch (Throwable e) {
            throw unexpected("EVP_CipherFinal_ex", e);
        }
    }

    boolean control(MemorySegment context, int what, int length, MemorySegment bytes) {
        try {
            return (int) control.invokeExact(context, what, length, bytes) == 1;
        } catch (Throwable e) {
            throw unexpected("EVP_CIPHER_CTX_ctrl", e);
        }
    }

    private static RuntimeException unexpected(String function, Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        // MethodHandle.invokeExact declares it; a function of C throws nothing.
        return new IllegalStateException(function, failure);
    }
}
