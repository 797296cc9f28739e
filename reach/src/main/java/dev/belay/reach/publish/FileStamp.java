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

    /// All that a scan asks the file system of one path.
    record Stat(BasicFileAttributes basic, int mode, int user, int group, FileStamp stamp) {}

    static Stat of(Path path, boolean isUnix) throws IOException {
        var basic =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!isUnix) {
            return new Stat(
                    basic,
                    basic.isDirectory() ? 0755 : 0644,
                    0,
                    0,
                    new FileStamp(0, basic.size(), nanos(basic.lastModifiedTime()), 0));
        }
        Map<String, Object> unix =
                Files.readAttributes(
                        path, "unix:mode,uid,gid,ino,ctime", LinkOption.NOFOLLOW_LINKS);
        return new Stat(
                basic,
                number(unix, "mode").intValue() & 07777,
                number(unix, "uid").intValue(),
                number(unix, "gid").intValue(),
                new FileStamp(
                        number(unix, "ino").longValue(),
                        basic.size(),
                        nanos(basic.lastModifiedTime()),
                        unix.get("ctime") instanceof FileTime changed ? nanos(changed) : 0));
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
