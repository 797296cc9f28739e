package dev.belay.reach;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the event-stream format of the HTML standard, section 9.2.6, from bytes.
final class ServerSentEvents {

    /// Far above a status of the largest cluster.
    private static final int MESSAGE_BYTES_MAX = 8 << 20;

    /// One event.
    ///
    /// @param event its name, `message` when it has none
    /// @param data its lines, joined
    record Message(String event, String data) {}

    private final InputStream in;
    private final Runnable onBytes;
    private final byte[] buffer = new byte[16_384];
    private int next;
    private int end;
    private boolean skipLineFeed;

    ServerSentEvents(InputStream in, Runnable onBytes) {
        this.in = in;
        this.onBytes = onBytes;
    }

    /// The next event, or null at the end; an event that the end cuts off does not count.
    @Nullable Message next() throws IOException {
        String event = "message";
        StringBuilder data = new StringBuilder();
        boolean anyData = false;
        for (String line = readLine(); line != null; line = readLine()) {
            if (line.isEmpty()) {
                if (anyData) {
                    return new Message(event, data.toString());
                }
                event = "message";
            } else if (!line.startsWith(":")) {
                int colon = line.indexOf(':');
                String field = colon < 0 ? line : line.substring(0, colon);
                String value = colon < 0 ? "" : line.substring(colon + 1);
                if (value.startsWith(" ")) {
                    value = value.substring(1);
                }
                if (field.equals("event")) {
                    event = value;
                } else if (field.equals("data")) {
                    if (anyData) {
                        data.append('\n');
                    }
                    data.append(value);
                    anyData = true;
                    if (data.length() > MESSAGE_BYTES_MAX) {
                        throw tooLong();
                    }
                }
            }
        }
        return null;
    }

    private @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (true) {
            if (next == end) {
                next = 0;
                end = in.read(buffer);
                if (end < 0) {
                    end = 0;
                    return null;
                }
                onBytes.run();
            }
            byte one = buffer[next++];
            if (skipLineFeed) {
                skipLineFeed = false;
                if (one == '\n') {
                    continue;
                }
            }
            if (one == '\n' || one == '\r') {
                skipLineFeed = one == '\r';
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(one);
            if (line.size() > MESSAGE_BYTES_MAX) {
                throw tooLong();
            }
        }
    }

    private static IOException tooLong() {
        return new IOException("an event of more than " + MESSAGE_BYTES_MAX + " bytes");
    }
}
