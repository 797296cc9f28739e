package dev.belay.model.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing in a config set. Its path is relative to the set, with `/` between the parts; the
/// set's own folder has the empty path.
public sealed interface Entry {

    String path();

    /// A regular file.
    ///
    /// @param mode permission bits, 0 to 07777
    /// @param owner name of the user
    /// @param group name of the group
    /// @param modified with nanoseconds, as the file system has it
    /// @param size the sum of the chunks' lengths
    record FileEntry(
            String path,
            int mode,
            String owner,
            String group,
            Instant modified,
            long size,
            List<Chunk> chunks)
            implements Entry {

        public FileEntry {
            chunks = List.copyOf(chunks);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof FileEntry file
                    && size == file.size
                    && mode == file.mode
                    && path.equals(file.path)
                    && modified.equals(file.modified)
                    && owner.equals(file.owner)
                    && group.equals(file.group)
                    && chunks.equals(file.chunks);
        }

        @Override
        public int hashCode() {
            return path.hashCode() + 31 * modified.hashCode();
        }
    }

    /// A symbolic link.
    ///
    /// @param target as the link says, relative to the folder that the link is in
    record LinkEntry(String path, String target) implements Entry {}

    /// A folder.
    ///
    /// @param mode permission bits, 0 to 07777
    record FolderEntry(String path, int mode, String owner, String group) implements Entry {}
}
