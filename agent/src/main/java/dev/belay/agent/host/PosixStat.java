package dev.belay.agent.host;

import java.time.Instant;

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

    /// Kinds of files that matter here.
    public enum Type {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }
}
