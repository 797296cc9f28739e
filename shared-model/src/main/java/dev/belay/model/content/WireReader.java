package dev.belay.model.content;

import dev.belay.api.ApiError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads what [Wire] wrote, and believes nothing: each length is compared with what is left before
/// anything is made of it.
final class WireReader {

    private final byte[] bytes;
    private int at;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int left() {
        return bytes.length - at;
    }

    int raw() throws ContentException {
        need(1);
        return bytes[at++] & 0xff;
    }

    long number() throws ContentException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = raw();
            if (shift == 63 && next > 1) {
                throw malformed("a number beyond 64 bits at byte " + at);
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw malformed("a number that could be shorter at byte " + at);
                }
                return value;
            }
        }
        throw malformed("a number beyond 64 bits at byte " + at);
    }

    int number(String what, int most) throws ContentException {
        long value = number();
        if (value < 0 || value > most) {
            throw new ContentException(
                    "manifest-limit",
                    what + " of at most " + most,
                    "'" + Long.toUnsignedString(value) + "'",
                    "split the set, or publish it anew with this release");
        }
        return (int) value;
    }

    /// A number of things that take at least so many bytes each.
    int count(String what, int most, int leastBytesOfEach) throws ContentException {
        int count = number(what, most);
        if ((long) count * leastBytesOfEach > left()) {
            throw malformed(count + " " + what + " in the " + left() + " bytes that are left");
        }
        return count;
    }

    long signed() throws ContentException {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    byte[] block(String what, int most) throws ContentException {
        int length = number(what, most);
        need(length);
        byte[] block = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return block;
    }

    String text(String what, int most) throws ContentException {
        return text(block(what, most));
    }

    ContentName name() throws ContentException {
        need(ContentName.LENGTH);
        var name = ContentName.at(bytes, at);
        at += ContentName.LENGTH;
        return name;
    }

    void end() throws ContentException {
        if (left() > 0) {
            throw malformed(left() + " bytes after the end");
        }
    }

    static String text(byte[] utf8) throws ContentException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new ContentException(malformedError("a text that is no UTF-8"), e);
        }
    }

    static ContentException malformed(String found) {
        return new ContentException(List.of(malformedError(found)));
    }

    private static ApiError malformedError(String found) {
        return new ApiError(
                "manifest-malformed",
                "the manifest of a config set",
                found,
                "ask another node for it, or publish the set anew");
    }

    private void need(int more) throws ContentException {
        if (more > left()) {
            throw malformed(more + " bytes expected at byte " + at + ", " + left() + " left");
        }
    }
}
