package dev.belay.agent.join;

import dev.belay.api.Json;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One message in each direction: a length of four bytes, then JSON.
final class Frames {

    /// Of a request: there is nothing in it that could be long.
    static final int REQUEST_BYTES = 16 * 1024;

    /// Of an answer, which lists the members.
    static final int ANSWER_BYTES = 256 * 1024;

    private Frames() {}

    static void write(OutputStream out, Object message) throws IOException {
        byte[] bytes = Json.MAPPER.writeValueAsBytes(message);
        var data = new DataOutputStream(out);
        data.writeInt(bytes.length);
        data.write(bytes);
        data.flush();
    }

    /// @throws IOException when it is longer than allowed, cut off, or no such message
    static <T> T read(InputStream in, int longest, Class<T> type) throws IOException {
        var data = new DataInputStream(in);
        int length = data.readInt();
        if (length < 0 || length > longest) {
            throw new IOException(
                    "at most " + longest + " bytes are wanted, found " + length + " announced");
        }
        byte[] bytes = new byte[length];
        data.readFully(bytes);
        try {
            @Nullable T message = Json.MAPPER.readValue(bytes, type);
            if (message == null) {
                throw new IOException("a message is wanted, found null");
            }
            return message;
        } catch (JacksonException e) {
            // Its own message may quote what was sent, and that may be a secret.
            throw new IOException("a message of enrollment is wanted, found something else");
        }
    }
}
