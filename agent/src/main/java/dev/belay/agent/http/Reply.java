package dev.belay.agent.http;

import dev.belay.api.ApiError;
import dev.belay.api.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// The answer to a request.
public sealed interface Reply {

    int status();

    /// A body that is there already.
    ///
    /// @param headers besides length and type
    record Whole(int status, String contentType, byte[] body, Map<String, String> headers)
            implements Reply {}

    /// A body that is written as things happen.
    record Flow(int status, String contentType, Writer writer) implements Reply {}

    /// Writes a body until there is no more; the stream throws when the reader is gone.
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /// A good answer in JSON.
    static Reply json(Object value) {
        return new Whole(200, "application/json", Json.MAPPER.writeValueAsBytes(value), Map.of());
    }

    static Reply error(int status, ApiError error) {
        return error(status, error, Map.of());
    }

    static Reply error(int status, ApiError error, Map<String, String> headers) {
        return new Whole(status, "application/json", Json.MAPPER.writeValueAsBytes(error), headers);
    }
}
