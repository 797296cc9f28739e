package dev.belay.agent.core.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// A long text as the log holds it: designs repeat themselves, and a long entry is one that Ratis
/// may not read again at the next start. Pure.
public final class Packed {

    /// The longest text, in bytes.
    public static final int MOST_BYTES = 1 << 20;

    /// The longest packed design: a log with an entry of 300 KB was not read at the next start.
    public static final int MOST_DESIGN_BYTES = 32 * 1024;

    /// No design begins like that: it is a JSON object.
    private static final String MARK = "z:";

    private Packed() {}

    /// The packed form; the same for the same text.
    public static String pack(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            // What cannot be made shorter gets a little longer.
            byte[] packed = new byte[bytes.length + bytes.length / 1_000 + 64];
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return MARK + Base64.getEncoder().encodeToString(Arrays.copyOf(packed, length));
        } finally {
            deflater.end();
        }
    }

    /// The text of a packed form; one that is not packed is that text.
    ///
    /// @throws IllegalArgumentException when it is neither, or too long
    public static String unpack(String packed) {
        if (!packed.startsWith(MARK)) {
            return packed;
        }
        byte[] bytes = Base64.getDecoder().decode(packed.substring(MARK.length()));
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            byte[] text = new byte[MOST_BYTES + 1];
            int length = 0;
            while (!inflater.finished() && length < text.length) {
                int more = inflater.inflate(text, length, text.length - length);
                if (more == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException(
                            "a whole packed text was wanted, found a part");
                }
                length += more;
            }
            if (length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "a text of at most " + MOST_BYTES + " bytes was wanted, found more");
            }
            return new String(text, 0, length, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a packed text was wanted: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
