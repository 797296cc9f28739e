package dev.belay.reach.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What tells that a file is as it was, without reading it. The time of change (ctime) cannot be
/// set by a program that wants to hide something.
///
/// @param key the inode's number; 0 where the file system has none
/// @param modifiedNanos since 1970
/// @param changedNanos of content or attributes, since 1970; 0 where the file system has none
record FileStamp(long key, long size, long modifiedNanos, long changedNanos) {

    /// Clocks of file systems tick every few milliseconds, the oldest every two seconds: a file
    /// that changed in this tick may change again without another time.
    static final Duration TICK = Duration.ofMillis(50);

    private static final Duration COARSE_TICK = Duration.ofSeconds(2);

    private static final String ASKED =
            "unix:isSymbolicLink,isDirectory,isRegularFile,size,lastModifiedTime,mode,uid,gid,ino,ctime";

    /// What a path leads to.
    enum Kind {
        LINK,
        FOLDER,
        FILE,
        OTHER
    }

    /// All that a scan asks the file system of one path.
    record Stat(Kind kind, FileTime modified, int mode, int user, int group, FileStamp stamp) {}

    static Stat of(Path path, boolean isUnix) throws IOException {
        if (!isUnix) {
            var basic =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Stat(
                    kind(basic.isSymbolicLink(), basic.isDirectory(), basic.isRegularFile()),
                    basic.lastModifiedTime(),
                    basic.isDirectory() ? 0755 : 0644,
                    0,
                    0,
                    new FileStamp(0, basic.size(), nanos(basic.lastModifiedTime()), 0));
        }
        // One question for all: a folder may have very many files.
        Map<String, Object> unix = Files.readAttributes(path, ASKED, LinkOption.NOFOLLOW_LINKS);
        FileTime modified = time(unix, "lastModifiedTime");
        return new Stat(
                kind(
                        is(unix, "isSymbolicLink"),
                        is(unix, "isDirectory"),
                        is(unix, "isRegularFile")),
                modified,
                number(unix, "mode").intValue() & 07777,
                number(unix, "uid").intValue(),
                number(unix, "gid").intValue(),
                new FileStamp(
                        number(unix, "ino").longValue(),
                        number(unix, "size").longValue(),
                        nanos(modified),
                        nanos(time(unix, "ctime"))));
    }

    private static Kind kind(boolean isLink, boolean isFolder, boolean isFile) {
        if (isLink) {
            return Kind.LINK;
        }
        if (isFolder) {
            return Kind.FOLDER;
        }
        return isFile ? Kind.FILE : Kind.OTHER;
    }

    private static boolean is(Map<String, Object> attributes, String name) {
        return Boolean.TRUE.equals(attributes.get(name));
    }

    private static FileTime time(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof FileTime time ? time : FileTime.fromMillis(0);
    }

    /// Said by hand: a record's own way is made when it is needed first, which takes longer than to
    /// look at a thousand files.
    boolean isSame(FileStamp other) {
        return key == other.key
                && size == other.size
                && modifiedNanos == other.modifiedNanos
                && changedNanos == other.changedNanos;
    }

    /// Whether the file could change now without another stamp.
    boolean isTooYoung(Instant now) {
        boolean coarse = modifiedNanos % 1_000_000_000 == 0 && changedNanos % 1_000_000_000 == 0;
        long newest = Math.max(modifiedNanos, changedNanos);
        long age = nanos(FileTime.from(now)) - newest;
        return age < (coarse ? COARSE_TICK : TICK).toNanos();
    }

    /// Whether it changed in this very tick. What a program may set counts only where there is
    /// nothing else, and a time to come never.
    boolean isOfThisTick(Instant now) {
        long at = changedNanos == 0 ? modifiedNanos : changedNanos;
        return Math.abs(nanos(FileTime.from(now)) - at) < TICK.toNanos();
    }

    private static Number number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number : 0;
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
