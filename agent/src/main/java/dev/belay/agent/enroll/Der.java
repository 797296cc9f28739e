package dev.belay.agent.enroll;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The few forms of DER (X.690) that a certificate is made of.
final class Der {

    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_ID = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int TAGGED = 0x80;
    private static final int CONSTRUCTED = 0x20;

    /// From this year on a time has four digits of its year (RFC 5280, 4.1.2.5).
    private static final int GENERALIZED_FROM = 2050;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(SEQUENCE, joined(parts));
    }

    static byte[] set(byte[]... parts) {
        return value(SET, joined(parts));
    }

    static byte[] integer(BigInteger number) {
        return value(INTEGER, number.toByteArray());
    }

    static byte[] yes() {
        return value(BOOLEAN, new byte[] {(byte) 0xff});
    }

    static byte[] octets(byte[] content) {
        return value(OCTET_STRING, content);
    }

    /// @param unused bits at the end of the last byte that do not count
    static byte[] bits(byte[] content, int unused) {
        return value(BIT_STRING, joined(new byte[] {(byte) unused}, content));
    }

    static byte[] utf8(String text) {
        return value(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant at) {
        boolean generalized = at.atZone(ZoneOffset.UTC).getYear() >= GENERALIZED_FROM;
        var format =
                DateTimeFormatter.ofPattern(
                                generalized ? "yyyyMMddHHmmss'Z'" : "yyMMddHHmmss'Z'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC);
        return value(
                generalized ? GENERALIZED_TIME : UTC_TIME,
                format.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /// @param constructed whether the content is itself DER, not a bare value
    static byte[] tagged(int number, boolean constructed, byte[] content) {
        return value(TAGGED | (constructed ? CONSTRUCTED : 0) | number, content);
    }

    /// An object identifier, such as `2.5.4.3`.
    static byte[] id(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        var out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            long arc = Long.parseLong(arcs[i]);
            int shift = 7 * ((63 - Long.numberOfLeadingZeros(arc | 1)) / 7);
            for (; shift > 0; shift -= 7) {
                out.write((int) (0x80 | (arc >> shift & 0x7f)));
            }
            out.write((int) (arc & 0x7f));
        }
        return value(OBJECT_ID, out.toByteArray());
    }

    private static byte[] value(int tag, byte[] content) {
        var out = new ByteArrayOutputStream(content.length + 6);
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
