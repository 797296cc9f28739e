package dev.belay.agent.replicate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The end of what a program said, as it may stand in a log or on a terminal.
final class Captured {

    private static final int MOST = 8 * 1024;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private boolean isCut;

    synchronized void add(byte[] bytes, int length) {
        int room = MOST - head.size();
        head.write(bytes, 0, Math.min(room, length));
        isCut |= length > room;
    }

    synchronized String text() {
        return clean(head.toString(StandardCharsets.UTF_8)) + (isCut ? "…" : "");
    }

    /// Without control characters but line feeds.
    static String clean(String said) {
        var text = new StringBuilder();
        said.codePoints()
                .filter(c ->
                        c == '\n'
                                || !(Character.isISOControl(c)
                                        || Character.getType(c) == Character.FORMAT))
                .forEach(text::appendCodePoint);
        return text.toString().strip();
    }
}
