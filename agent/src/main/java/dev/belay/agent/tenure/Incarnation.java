package dev.belay.agent.tenure;

import dev.belay.agent.join.StateFile;
import java.io.IOException;
import java.nio.file.Path;

/// Which start of this node's agent this is; grows, also when the state folder was lost or the
/// clock was put back.
final class Incarnation {

    /// @param number of the newest start
    record Written(long number) {}

    private Incarnation() {}

    /// The next one, written down before it is used.
    static long next(Path folder, long wallMillis) throws IOException {
        Path file = folder.resolve("incarnation.json");
        long last = StateFile.read(file, Written.class).map(Written::number).orElse(0L);
        long next = Math.max(last + 1, wallMillis);
        StateFile.write(file, new Written(next));
        return next;
    }
}
