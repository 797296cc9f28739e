package dev.belay.model.content;

import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The name of some bytes: their SHA-256. Who has the name can tell whether bytes are the right
/// ones.
///
/// Four numbers instead of an array: a store holds hundreds of thousands of them in a small heap.
public record ContentName(long first, long second, long third, long fourth)
        implements Comparable<ContentName> {

    /// Bytes of a name.
    public static final int LENGTH = 32;

    /// From bytes.
    ///
    /// @param bytes 32 of them
    public static ContentName of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a name of " + bytes.length + " bytes");
        }
        return at(bytes, 0);
    }

    static ContentName at(byte[] bytes, int from) {
        return new ContentName(
                number(bytes, from),
                number(bytes, from + 8),
                number(bytes, from + 16),
                number(bytes, from + 24));
    }

    /// From text.
    ///
    /// @param text 64 hexadecimal digits
    public static Optional<ContentName> parse(String text) {
        if (text.length() != 2 * LENGTH || !text.chars().allMatch(ContentName::isDigit)) {
            return Optional.empty();
        }
        return Optional.of(of(HexFormat.of().parseHex(text)));
    }

    public byte[] bytes() {
        var bytes = new byte[LENGTH];
        writeTo(bytes, 0);
        return bytes;
    }

    void writeTo(byte[] bytes, int at) {
        long[] numbers = {first, second, third, fourth};
        for (int i = 0; i < LENGTH; i++) {
            bytes[at + i] = (byte) (numbers[i / 8] >>> (56 - 8 * (i % 8)));
        }
    }

    @Override
    public int compareTo(ContentName other) {
        int order = Long.compareUnsigned(first, other.first);
        if (order == 0) {
            order = Long.compareUnsigned(second, other.second);
        }
        if (order == 0) {
            order = Long.compareUnsigned(third, other.third);
        }
        return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
    }

    /// 64 hexadecimal digits.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }

    /// Said by hand, as all that is compared by the thousand: without the JVM's second compiler a
    /// record's own way takes many times as long.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContentName name
                && first == name.first
                && second == name.second
                && third == name.third
                && fourth == name.fourth;
    }

    @Override
    public int hashCode() {
        // The name is evenly spread as it is.
        return (int) first;
    }

    private static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = 0; i < 8; i++) {
            number = number << 8 | (bytes[from + i] & 0xff);
        }
        return number;
    }
}
