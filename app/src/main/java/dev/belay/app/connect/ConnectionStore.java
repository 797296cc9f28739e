package dev.belay.app.connect;

import dev.belay.api.Json;
import dev.belay.reach.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The file that keeps the saved connections. It never holds a secret, is replaced as a whole, and
/// is never overwritten when it can't be understood.
public final class ConnectionStore {

    /// Version of the file's format.
    static final int VERSION = 1;

    private static final JsonMapper MAPPER =
            Json.MAPPER
                    .rebuild()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private final Path file;
    private boolean understood = true;

    /// What the file holds.
    record Content(int version, List<SavedConnection> connections) {}

    /// Only to read the version of a file whose other fields may be from the future.
    record Version(int version) {}

    /// The file can't be read or written; the message says what to do.
    public static final class StoreException extends Exception {
        StoreException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public ConnectionStore(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /// Reads the connections; none when the file is not there. Blocks shortly.
    public List<SavedConnection> load() throws StoreException {
        understood = false;
        try {
            if (!Files.exists(file)) {
                understood = true;
                return List.of();
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            Version version = Json.MAPPER.readValue(text, Version.class);
            if (version == null || version.version() != VERSION) {
                throw new StoreException(
                        "connections of version "
                                + VERSION
                                + " wanted in '"
                                + file
                                + "', found version '"
                                + (version == null ? "none" : version.version())
                                + "': update this program, or move the file away",
                        new IOException("version"));
            }
            Content content = MAPPER.readValue(text, Content.class);
            List<SavedConnection> connections = complete(content);
            understood = true;
            return connections;
        } catch (IOException | JacksonException e) {
            String why =
                    e instanceof JacksonException json
                            ? json.getOriginalMessage() + " at line " + line(json)
                            : e.getMessage();
            throw new StoreException(
                    "readable connections wanted in '"
                            + file
                            + "', found '"
                            + why
                            + "': mend the file, or move it away to begin anew",
                    e);
        }
    }

    private static int line(JacksonException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    private List<SavedConnection> complete(@Nullable Content content) throws StoreException {
        if (content == null || content.connections() == null) {
            throw new StoreException(
                    "a list 'connections' wanted in '" + file + "', found none: mend the file",
                    new IOException("incomplete"));
        }
        for (SavedConnection one : content.connections()) {
            boolean whole =
                    one != null
                            && !one.id().isBlank()
                            && !one.name().isBlank()
                            && !one.nodes().isEmpty();
            if (!whole) {
                throw new StoreException(
                        "a name and at least one node wanted for each connection in '"
                                + file
                                + "', found one without: mend the file",
                        new IOException("incomplete"));
            }
        }
        return List.copyOf(content.connections());
    }

    /// Replaces the file in one step. Blocks shortly.
    public void save(List<SavedConnection> connections) throws StoreException {
        if (!understood) {
            throw new StoreException(
                    "the connections were not saved: '"
                            + file
                            + "' holds something that this program does not understand; mend it or"
                            + " move it away first",
                    new IOException("not understood"));
        }
        try {
            byte[] bytes = MAPPER.writeValueAsBytes(new Content(VERSION, connections));
            PrivateFile.write(file, bytes);
        } catch (IOException e) {
            throw new StoreException(
                    "the connections were not saved to '"
                            + file
                            + "': '"
                            + e.getMessage()
                            + "'; the old file is untouched",
                    e);
        }
    }
}
