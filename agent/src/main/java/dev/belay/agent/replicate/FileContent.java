package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.Entry.FileEntry;
import java.util.ArrayList;
import java.util.List;

/// Compares a file with what a manifest says of it, chunk by chunk.
final class FileContent {

    private final ContentHash hash;

    FileContent(ContentHash hash) {
        this.hash = hash;
    }

    boolean isOf(String path, FileEntry file) throws PosixException {
        return wrong(path, file).isEmpty();
    }

    /// Looks for the chunks that are not in their places.
    ///
    /// @return numbers of the chunks that the file does not have in their places
    List<Integer> wrong(String path, FileEntry file) throws PosixException {
        List<Integer> wrong = new ArrayList<>();
        int descriptor = Posix.open(path, Posix.O_RDONLY, 0);
        try {
            long offset = 0;
            var bytes = new byte[largest(file)];
            for (int i = 0; i < file.chunks().size(); i++) {
                Chunk chunk = file.chunks().get(i);
                int read = Posix.read(descriptor, bytes, chunk.length(), offset);
                if (read < chunk.length() || !hash.of(bytes, 0, read).equals(chunk.name())) {
                    wrong.add(i);
                }
                offset += chunk.length();
            }
            return wrong;
        } finally {
            Posix.close(descriptor);
        }
    }

    private static int largest(FileEntry file) {
        return file.chunks().stream().mapToInt(Chunk::length).max().orElse(0);
    }
}
