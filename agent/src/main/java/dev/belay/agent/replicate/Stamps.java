package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.Entry.FileEntry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// What the inodes of a set's files were like when their content was last known to be right.
/// Versions share inodes, and each new name or lost name changes an inode's time, so this is kept
/// by inode.
///
/// It only saves work: without a stamp a file is read and compared with its name.
final class Stamps {

    private static final long MAGIC = 0x42_4c_53_31L;
    private static final int RECORD = 5 * Long.BYTES;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final String file;
    private final Map<Long, Stamp> byInode = new HashMap<>();

    private record Stamp(long size, long modifiedNanos, long changedNanos, long content) {

        boolean isSame(Stamp other) {
            return size == other.size
                    && modifiedNanos == other.modifiedNanos
                    && changedNanos == other.changedNanos
                    && content == other.content;
        }
    }

    private Stamps(String file) {
        this.file = file;
    }

    static Stamps none() {
        return new Stamps("");
    }

    /// A file that is missing or damaged is as an empty one.
    static Stamps read(String file) throws PosixException {
        var stamps = new Stamps(file);
        VersionFolder.read(file, MOST_BYTES).ifPresent(stamps::parse);
        return stamps;
    }

    synchronized boolean prove(PosixStat stat, FileEntry entry) {
        Stamp known = byInode.get(stat.inode());
        return known != null && known.isSame(stamp(stat, entry));
    }

    synchronized void put(PosixStat stat, FileEntry entry) {
        byInode.put(stat.inode(), stamp(stat, entry));
    }

    synchronized void remove(long inode) {
        byInode.remove(inode);
    }

    /// Not brought to the disk: a lost one costs time.
    synchronized void save() throws PosixException {
        ByteBuffer buffer =
                ByteBuffer.allocate(2 * Long.BYTES + byInode.size() * RECORD).putLong(MAGIC);
        byInode.forEach((inode, stamp) ->
                buffer.putLong(inode)
                        .putLong(stamp.size())
                        .putLong(stamp.modifiedNanos())
                        .putLong(stamp.changedNanos())
                        .putLong(stamp.content()));
        buffer.putLong(sum(buffer.array(), buffer.position()));
        String next = file + ".new";
        VersionFolder.remove(next);
        VersionFolder.write(next, buffer.array());
        Posix.rename(next, file);
    }

    private void parse(byte[] bytes) {
        int body = bytes.length - 2 * Long.BYTES;
        if (body < 0 || body % RECORD != 0) {
            return;
        }
        var buffer = ByteBuffer.wrap(bytes);
        if (buffer.getLong() != MAGIC
                || buffer.getLong(bytes.length - Long.BYTES)
                        != sum(bytes, bytes.length - Long.BYTES)) {
            return;
        }
        for (int i = 0; i < body / RECORD; i++) {
            long inode = buffer.getLong();
            long size = buffer.getLong();
            long modified = buffer.getLong();
            long changed = buffer.getLong();
            byInode.put(inode, new Stamp(size, modified, changed, buffer.getLong()));
        }
    }

    private static Stamp stamp(PosixStat stat, FileEntry entry) {
        return new Stamp(
                stat.size(), nanos(stat.modified()), nanos(stat.changed()), content(entry));
    }

    /// Since 1970; wraps around after 292 years, which compares as well.
    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /// Says which content was proved: names are evenly spread, so a few bits of them are enough.
    private static long content(FileEntry entry) {
        long content = entry.size();
        for (Chunk chunk : entry.chunks()) {
            content = content * 0x9e3779b97f4a7c15L + chunk.name().second();
        }
        return content;
    }

    private static long sum(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
