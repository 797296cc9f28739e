package dev.belay.agent.cipher;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// AES-GCM with tags of 128 bits and nonces of 96, as TLS uses it, by OpenSSL; anything else, and
/// everything before the library is there, by the JDK's own.
///
/// One thread at a time, as {@link Cipher} says. Messages are kept whole until their end: no byte
/// of a forged one is given out.
public final class AesGcm extends CipherSpi {

    private static final Cleaner CLEANER = Cleaner.create();

    private static final int TAG = 16;
    private static final int IV = 12;
    private static final int GET_TAG = 0x10;
    private static final int SET_TAG = 0x11;

    private static final byte[] NOTHING = {};

    /// One of OpenSSL's contexts; given back when nobody holds it any more.
    private record Context(LibCrypto library, MemorySegment address) implements Runnable {

        @Override
        public void run() {
            library.free(address);
        }
    }

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(0);
    private final ByteArrayOutputStream aad = new ByteArrayOutputStream(16);
    private final MemorySegment count = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);

    private @Nullable Context context;
    private @Nullable Key key;
    private byte[] iv = NOTHING;
    private byte[] usedIv = NOTHING;
    private boolean encrypts;
    private boolean begun;

    /// In place of OpenSSL since the latest init; null when that is in use.
    private @Nullable Cipher java;

    private @Nullable Cipher spare;

    /// As a provider makes one.
    public AesGcm() {}

    @Override
    protected void engineInit(int mode, Key given, AlgorithmParameterSpec spec, SecureRandom random)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        pending.reset();
        aad.reset();
        begun = false;
        OpenSsl openSsl = OpenSsl.ifThere();
        if (openSsl == null || !fits(mode, given, spec)) {
            Cipher other = spare();
            other.init(mode, given, spec, random);
            java = other;
            return;
        }
        java = null;
        begin(openSsl, mode == Cipher.ENCRYPT_MODE, given, ((GCMParameterSpec) spec).getIV());
    }

    private static boolean fits(int mode, Key given, AlgorithmParameterSpec spec) {
        return (mode == Cipher.ENCRYPT_MODE || mode == Cipher.DECRYPT_MODE)
                && spec instanceof GCMParameterSpec gcm
                && gcm.getTLen() == TAG * 8
                && gcm.getIV().length == IV
                && "RAW".equals(given.getFormat());
    }

    private void begin(OpenSsl openSsl, boolean encrypt, Key given, byte[] newIv)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        boolean sameKey = given.equals(key) && encrypt == encrypts;
        if (encrypt && sameKey && Arrays.equals(newIv, usedIv)) {
            throw new InvalidAlgorithmParameterException("Cannot reuse iv for GCM encryption");
        }
        Context now = context;
        if (now == null) {
            LibCrypto library = openSsl.library();
            now = new Context(library, library.newContext());
            CLEANER.register(this, now);
            context = now;
        }
        if (!sameKey) {
            byte[] encoded = given.getEncoded();
            if (encoded == null || (encoded.length != 16 && encoded.length != 32)) {
                throw new InvalidKeyException("a key of 16 or 32 bytes is wanted");
            }
            boolean set =
                    now.library()
                            .init(
                                    now.address(),
                                    openSsl.cipher(encoded.length),
                                    MemorySegment.ofArray(encoded),
                                    MemorySegment.NULL,
                                    encrypt ? 1 : 0);
            Arrays.fill(encoded, (byte) 0);
            key = set ? given : null;
            usedIv = NOTHING;
            check(set, "key");
        }
        encrypts = encrypt;
        iv = newIv;
        begun = true;
    }

    private Cipher spare() {
        Cipher known = spare;
        if (known == null) {
            try {
                known = Cipher.getInstance(OpenSsl.TRANSFORMATION, "SunJCE");
            } catch (GeneralSecurityException e) {
                throw new ProviderException("the JDK's own AES-GCM", e);
            }
            spare = known;
        }
        return known;
    }

    private static void check(boolean done, String what) {
        if (!done) {
            throw new ProviderException("OpenSSL refused the " + what);
        }
    }

    @Override
    protected void engineInit(int mode, Key given, SecureRandom random) throws InvalidKeyException {
        pending.reset();
        aad.reset();
        begun = false;
        Cipher other = spare();
        other.init(mode, given, random);
        java = other;
    }

    @Override
    protected void engineInit(
            int mode, Key given, AlgorithmParameters parameters, SecureRandom random)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        pending.reset();
        aad.reset();
        begun = false;
        Cipher other = spare();
        other.init(mode, given, parameters, random);
        java = other;
    }

    @Override
    protected void engineUpdateAAD(byte[] bytes, int offset, int length) {
        Cipher other = java;
        if (other != null) {
            other.updateAAD(bytes, offset, length);
        } else {
            aad.write(bytes, offset, length);
        }
    }

    @Override
    protected void engineUpdateAAD(ByteBuffer bytes) {
        Cipher other = java;
        if (other != null) {
            other.updateAAD(bytes);
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            aad.write(copy, 0, copy.length);
        }
    }

    @Override
    protected byte @Nullable [] engineUpdate(byte[] input, int offset, int length) {
        Cipher other = java;
        if (other != null) {
            return other.update(input, offset, length);
        }
        pending.write(input, offset, length);
        return null;
    }

    @Override
    protected int engineUpdate(
            byte[] input, int offset, int length, byte[] output, int outputOffset)
            throws ShortBufferException {
        Cipher other = java;
        if (other != null) {
            return other.update(input, offset, length, output, outputOffset);
        }
        pending.write(input, offset, length);
        return 0;
    }

    @Override
    protected byte[] engineDoFinal(byte @Nullable [] input, int offset, int length)
            throws IllegalBlockSizeException, BadPaddingException {
        Cipher other = java;
        if (other != null) {
            return input == null ? other.doFinal() : other.doFinal(input, offset, length);
        }
        byte[] whole = whole(input, offset, length);
        byte[] output = new byte[sizeFor(whole.length)];
        finish(MemorySegment.ofArray(whole), MemorySegment.ofArray(output));
        return output;
    }

    @Override
    protected int engineDoFinal(
            byte @Nullable [] input, int offset, int length, byte[] output, int outputOffset)
            throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
        Cipher other = java;
        if (other != null) {
            return input == null
                    ? other.doFinal(output, outputOffset)
                    : other.doFinal(input, offset, length, output, outputOffset);
        }
        int size = sizeFor(pending.size() + length);
        if (output.length - outputOffset < size) {
            throw new ShortBufferException(size + " bytes of room are wanted");
        }
        // A copy: input and output may overlap anywhere.
        byte[] whole = whole(input, offset, length);
        finish(
                MemorySegment.ofArray(whole),
                MemorySegment.ofArray(output).asSlice(outputOffset, size));
        return size;
    }

    @Override
    protected int engineDoFinal(ByteBuffer input, ByteBuffer output)
            throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
        Cipher other = java;
        if (other != null) {
            return other.doFinal(input, output);
        }
        int size = sizeFor(pending.size() + input.remaining());
        if (output.remaining() < size) {
            throw new ShortBufferException(size + " bytes of room are wanted");
        }
        MemorySegment in =
                pending.size() > 0 || input.isReadOnly() || !beginsWith(input, output)
                        ? MemorySegment.ofArray(copied(input))
                        : MemorySegment.ofBuffer(input);
        finish(in, MemorySegment.ofBuffer(output).asSlice(0, size));
        input.position(input.limit());
        output.position(output.position() + size);
        return size;
    }

    /// Whether the two are apart, or begin at the same byte: OpenSSL takes nothing in between.
    private static boolean beginsWith(ByteBuffer input, ByteBuffer output) {
        MemorySegment in = MemorySegment.ofBuffer(input);
        MemorySegment out = MemorySegment.ofBuffer(output);
        return in.asOverlappingSlice(out).map(shared -> in.address() == out.address()).orElse(true);
    }

    private byte[] copied(ByteBuffer input) {
        byte[] copy = new byte[input.remaining()];
        input.duplicate().get(copy);
        return whole(copy, 0, copy.length);
    }

    private byte[] whole(byte @Nullable [] input, int offset, int length) {
        if (input != null) {
            pending.write(input, offset, length);
        }
        byte[] whole = pending.toByteArray();
        pending.reset();
        return whole;
    }

    private int sizeFor(int length) {
        return encrypts ? Math.addExact(length, TAG) : Math.max(0, length - TAG);
    }

    private void finish(MemorySegment in, MemorySegment out) throws AEADBadTagException {
        Context now = context;
        if (now == null || !begun) {
            throw new IllegalStateException("must be initialised with a nonce of its own");
        }
        begun = false;
        LibCrypto library = now.library();
        MemorySegment at = now.address();
        check(
                library.init(
                        at,
                        MemorySegment.NULL,
                        MemorySegment.NULL,
                        MemorySegment.ofArray(iv),
                        encrypts ? 1 : 0),
                "nonce");
        usedIv = iv;
        byte[] more = aad.toByteArray();
        aad.reset();
        check(
                library.update(
                        at, MemorySegment.NULL, count, MemorySegment.ofArray(more), more.length),
                "additional data");
        if (encrypts) {
            encrypt(library, at, in, out);
        } else {
            decrypt(library, at, in, out);
        }
    }

    private void encrypt(LibCrypto library, MemorySegment at, MemorySegment in, MemorySegment out) {
        int length = (int) in.byteSize();
        check(library.update(at, out, count, in, length), "message");
        MemorySegment tag = out.asSlice(length, TAG);
        check(library.end(at, tag, count), "end of the message");
        check(library.control(at, GET_TAG, TAG, tag), "question for the tag");
    }

    private void decrypt(LibCrypto library, MemorySegment at, MemorySegment in, MemorySegment out)
            throws AEADBadTagException {
        long length = in.byteSize() - TAG;
        if (length < 0) {
            throw new AEADBadTagException("a message shorter than its tag");
        }
        byte[] tag = in.asSlice(length, TAG).toArray(ValueLayout.JAVA_BYTE);
        check(library.update(at, out, count, in, (int) length), "message");
        boolean genuine =
                library.control(at, SET_TAG, TAG, MemorySegment.ofArray(tag))
                        && library.end(at, MemorySegment.ofArray(new byte[TAG]), count);
        if (!genuine) {
            out.fill((byte) 0);
            throw new AEADBadTagException("Tag mismatch");
        }
    }

    @Override
    protected int engineGetOutputSize(int length) {
        Cipher other = java;
        return other == null ? sizeFor(pending.size() + length) : other.getOutputSize(length);
    }

    @Override
    protected int engineGetBlockSize() {
        return 16;
    }

    @Override
    protected byte @Nullable [] engineGetIV() {
        Cipher other = java;
        if (other != null) {
            return other.getIV();
        }
        return iv.length == 0 ? null : iv.clone();
    }

    @Override
    protected @Nullable AlgorithmParameters engineGetParameters() {
        Cipher other = java;
        if (other != null) {
            return other.getParameters();
        }
        if (iv.length == 0) {
            return null;
        }
        try {
            var parameters = AlgorithmParameters.getInstance("GCM");
            parameters.init(new GCMParameterSpec(TAG * 8, iv));
            return parameters;
        } catch (GeneralSecurityException e) {
            throw new ProviderException("the JDK's own parameters of GCM", e);
        }
    }

    @Override
    protected int engineGetKeySize(Key given) throws InvalidKeyException {
        byte[] encoded = given.getEncoded();
        if (encoded == null) {
            throw new InvalidKeyException("a key that shows its bytes is wanted");
        }
        return encoded.length * 8;
    }

    @Override
    protected void engineSetMode(String mode) throws NoSuchAlgorithmException {
        if (!mode.equalsIgnoreCase("GCM")) {
            throw new NoSuchAlgorithmException(mode);
        }
    }

    @Override
    protected void engineSetPadding(String padding) throws NoSuchPaddingException {
        if (!padding.equalsIgnoreCase("NoPadding")) {
            throw new NoSuchPaddingException(padding);
        }
    }
}
