package dev.belay.app.enroll;

import dev.belay.api.Json;
import dev.belay.api.NodeStanding;
import dev.belay.app.connect.SavedConnection;
import dev.belay.reach.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The file that keeps hosts that are in no cluster; nothing secret.
public final class SingleStore {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER =
            Json.MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;

    /// A host.
    ///
    /// @param way to it; has exactly one node
    /// @param standing what its agent last said; null before
    record Single(SavedConnection way, @Nullable NodeStanding standing) {}

    record Content(int version, List<Single> hosts) {}

    public SingleStore(Path file) {
        this.file = file;
    }

    /// None when the file is not there.
    ///
    /// @throws IOException when it cannot be read or understood; it is then never overwritten
    List<Single> load() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            Content content = MAPPER.readValue(Files.readString(file), Content.class);
            if (content == null || content.version() != VERSION || content.hosts() == null) {
                throw new IOException("hosts of version " + VERSION + " wanted in '" + file + "'");
            }
            return content.hosts().stream()
                    .filter(host -> host.way() != null && host.way().nodes().size() == 1)
                    .toList();
        } catch (JacksonException e) {
            throw new IOException("'" + file + "': " + e.getOriginalMessage(), e);
        }
    }

    void save(List<Single> hosts) throws IOException {
        PrivateFile.write(file, MAPPER.writeValueAsBytes(new Content(VERSION, hosts)));
    }
}
