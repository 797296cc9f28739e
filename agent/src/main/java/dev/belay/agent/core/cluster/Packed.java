package dev.belay.agent.core.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A long text as the log holds it: designs repeat themselves, and a long entry is one that Ratis
/// may not read again at the next start. Pure.
public final class Packed {

    /// The longest text, in bytes.
    public static final int MOST_BYTES = 1 << 20;

    /// No design begins like that: it is a JSON object.
    private static final String MARK = "z:";

    private Packed() {}

    /// The packed form; the same for the same text.
    public static String pack(String text) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all that is written", e);
        } finally {
            deflater.end();
        }
        return MARK + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /// The text of a packed form; one that is not packed is that text.
    ///
    /// @throws IllegalArgumentException when it is neither, or too long
    public static String unpack(String packed) {
        if (!packed.startsWith(MARK)) {
            return packed;
        }
        byte[] bytes = Base64.getDecoder().decode(packed.substring(MARK.length()));
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            byte[] text = in.readNBytes(MOST_BYTES + 1);
            if (text.length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "a text of at most " + MOST_BYTES + " bytes was wanted, found more");
            }
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("a packed text was wanted: " + e.getMessage(), e);
        }
    }
}
