package dev.belay.agent.rollout;

import dev.belay.api.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import tools.jackson.core.JacksonException;

/// Which version of a set was last seen to be in force on this node; on the disk, so that a node
/// that was killed between switch and reload does both again.
///
/// @param inForce 0 for none; -1 while it is being changed
/// @param before the one before it; 0 for none
record Mark(long inForce, long before) {

    static final Mark NONE = new Mark(0, 0);

    /// An {@link #inForce} that nobody knows.
    static final long UNKNOWN = -1;

    Mark changing() {
        return inForce == UNKNOWN ? this : new Mark(UNKNOWN, inForce);
    }

    /// A damaged file is one of which nothing is known.
    static Mark read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), Mark.class);
        } catch (JacksonException e) {
            return new Mark(UNKNOWN, 0);
        }
    }

    /// On the disk when it returns.
    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (var channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(this)));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
