package dev.belay.agent.consensus;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The end of the log's open segment after a crash.
///
/// Ratis writes an entry into room that is filled with zeros: a loss of power can leave its first
/// sectors on the disk and zeros for the rest. Such an entry was never made durable, so never
/// acknowledged, and is cut. Ratis itself would refuse to start. An entry that is damaged in any
/// other way is left, for Ratis to refuse.
///
/// The format (Ratis 3.3): `RaftLog1`, then entries of length (varint), content, CRC-32C over both.
final class LogTail {

    private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.US_ASCII);
    private static final String OPEN = "log_inprogress_";
    private static final int SECTOR = 512;
    private static final int CHECKSUM = Integer.BYTES;

    /// Where an entry begins and ends in the file.
    private record Entry(int begin, int contentEnd, int end) {}

    private final byte[] bytes;

    private LogTail(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Cuts the torn last entry of the open segment in a folder, if there is one; gives how many
    /// bytes were cut.
    static int cut(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            return 0;
        }
        List<Path> open;
        try (Stream<Path> files = Files.list(dir)) {
            open = files.filter(file -> file.getFileName().toString().startsWith(OPEN)).toList();
        }
        int cut = 0;
        for (Path file : open) {
            byte[] bytes = Files.readAllBytes(file);
            int begin = new LogTail(bytes).tornAt();
            if (begin >= 0) {
                cut += bytes.length - begin;
                erase(file, begin, bytes.length);
            }
        }
        return cut;
    }

    private static void erase(Path file, int begin, int end) throws IOException {
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(begin);
            out.write(new byte[end - begin]);
            out.getFD().sync();
        }
    }

    /// Begin of the torn last entry; -1 when there is none, or when damage is of another kind.
    private int tornAt() {
        if (!Arrays.equals(
                bytes, 0, Math.min(bytes.length, HEADER.length), HEADER, 0, HEADER.length)) {
            return -1;
        }
        int at = HEADER.length;
        while (at < bytes.length && bytes[at] != 0) {
            Entry entry = entry(at);
            if (entry == null || !isWhole(entry)) {
                return entry != null && isTorn(entry) ? at : -1;
            }
            at = entry.end();
        }
        return -1;
    }

    private @Nullable Entry entry(int begin) {
        long length = 0;
        for (int i = 0; i < 5 && begin + i < bytes.length; i++) {
            length |= (long) (bytes[begin + i] & 0x7f) << (7 * i);
            if (bytes[begin + i] >= 0) {
                long contentEnd = begin + i + 1 + length;
                long end = contentEnd + CHECKSUM;
                return end > bytes.length ? null : new Entry(begin, (int) contentEnd, (int) end);
            }
        }
        return null;
    }

    private boolean isWhole(Entry entry) {
        var checksum = new CRC32C();
        checksum.update(bytes, entry.begin(), entry.contentEnd() - entry.begin());
        return (int) checksum.getValue() == ByteBuffer.wrap(bytes).getInt(entry.contentEnd());
    }

    // Zeros from a sector's begin to the end of the entry and to the end of the file: the disk
    // wrote
    // the sectors before and not these. A flipped bit does not look like that.
    private boolean isTorn(Entry entry) {
        int lastWritten = bytes.length - 1;
        while (lastWritten > entry.begin() && bytes[lastWritten] == 0) {
            lastWritten--;
        }
        int firstLost = (lastWritten / SECTOR + 1) * SECTOR;
        return firstLost < entry.end();
    }
}
