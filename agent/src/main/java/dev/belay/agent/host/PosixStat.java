package dev.belay.agent.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What statx(2) says of a path; links are not followed.
///
/// @param mode permission bits, 0 to 07777
/// @param links how many names the inode has
/// @param changed when content or attributes last changed; no program can set it
public record PosixStat(
        Type type,
        int mode,
        int links,
        int user,
        int group,
        long inode,
        long size,
        Instant modified,
        Instant changed) {

    /// Said by hand: files are looked at by the thousand.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PosixStat stat
                && inode == stat.inode
                && size == stat.size
                && type == stat.type
                && mode == stat.mode
                && links == stat.links
                && user == stat.user
                && group == stat.group
                && modified.equals(stat.modified)
                && changed.equals(stat.changed);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(inode);
    }

    /// Kinds of files that matter here.
    public enum Type {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }
}
