package dev.belay.agent.program;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The end of a stream in bounded memory, and its last line with a certain beginning, which may be
/// long gone from that end.
final class Tail {

    /// As in Pacemaker, an exit reason has 128 characters at most.
    static final int REMARK_MAX = 128;

    private static final int LINE_MAX = 1024;

    private final byte[] ring;
    private final byte[] remarkStart;
    private final byte[] line = new byte[LINE_MAX];
    private int lineLength;
    private long total;
    private String remark = "";

    /// Keeps so many bytes.
    ///
    /// @param remarkStart empty to look for no line
    Tail(int bytes, String remarkStart) {
        ring = new byte[bytes];
        this.remarkStart = remarkStart.getBytes(StandardCharsets.UTF_8);
    }

    synchronized void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte one = bytes.get();
            ring[(int) (total++ % ring.length)] = one;
            if (remarkStart.length > 0) {
                addToLine(one);
            }
        }
    }

    private void addToLine(byte one) {
        if (one == '\n') {
            endLine();
        } else if (lineLength < LINE_MAX) {
            line[lineLength++] = one;
        }
    }

    private void endLine() {
        boolean isRemark =
                lineLength >= remarkStart.length
                        && Arrays.mismatch(
                                        line,
                                        0,
                                        remarkStart.length,
                                        remarkStart,
                                        0,
                                        remarkStart.length)
                                < 0;
        if (isRemark) {
            String said =
                    new String(
                            line,
                            remarkStart.length,
                            lineLength - remarkStart.length,
                            StandardCharsets.UTF_8);
            remark = shortened(clean(said).replace('\n', ' ').replace('\t', ' ').strip());
        }
        lineLength = 0;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= REMARK_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, REMARK_MAX));
    }

    /// The last line counts as well where no line feed ends it.
    synchronized String remark() {
        if (remarkStart.length > 0) {
            endLine();
        }
        return remark;
    }

    synchronized boolean isCut() {
        return total > ring.length;
    }

    synchronized String text() {
        int length = (int) Math.min(total, ring.length);
        int start = (int) ((total - length) % ring.length);
        var bytes = new byte[length];
        int first = Math.min(length, ring.length - start);
        System.arraycopy(ring, start, bytes, 0, first);
        System.arraycopy(ring, 0, bytes, first, length - first);
        return clean(new String(bytes, StandardCharsets.UTF_8));
    }

    /// As it may stand in a log or on a terminal.
    static String clean(String said) {
        var text = new StringBuilder(said.length());
        said.codePoints()
                .filter(c ->
                        c == '\n'
                                || c == '\t'
                                || !(Character.isISOControl(c)
                                        || Character.getType(c) == Character.FORMAT))
                .forEach(text::appendCodePoint);
        return text.toString().strip();
    }
}
