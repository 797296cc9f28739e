package dev.belay.agent.consensus;

import dev.belay.agent.core.cluster.ClusterCodec;
import dev.belay.agent.core.cluster.CodecException;
import dev.belay.agent.core.cluster.Replica;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The replica at one entry of the log: `BELAYSN1`, term, index, length, the replica's bytes, and
/// the CRC-32C of all that. Written beside its place, made durable, then renamed.
record SnapshotFile(long term, long index, Replica replica) {

    private static final byte[] MAGIC = "BELAYSN1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = MAGIC.length + Long.BYTES + Long.BYTES + Integer.BYTES;

    /// Writes it durably; gives its size in bytes.
    long writeTo(Path file, Path fresh) throws IOException {
        byte[] bytes = bytes();
        try (var channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return bytes.length;
    }

    /// Reads one.
    ///
    /// @throws IOException when it cannot be read, or is not what was once written
    static SnapshotFile readFrom(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - Integer.BYTES;
        if (end < HEAD || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw corrupt(file, "no snapshot of this version");
        }
        var in = ByteBuffer.wrap(bytes, MAGIC.length, bytes.length - MAGIC.length);
        long term = in.getLong();
        long index = in.getLong();
        int length = in.getInt();
        if (length != end - HEAD) {
            throw corrupt(file, "a length of " + bytes.length + " bytes");
        }
        int wanted = ByteBuffer.wrap(bytes).getInt(end);
        int found = checksum(bytes, end);
        if (wanted != found) {
            throw corrupt(file, "another checksum");
        }
        try {
            return new SnapshotFile(
                    term, index, ClusterCodec.replica(Arrays.copyOfRange(bytes, HEAD, end)));
        } catch (CodecException e) {
            throw corrupt(file, String.valueOf(e.getMessage()));
        }
    }

    private byte[] bytes() {
        byte[] content = ClusterCodec.bytes(replica);
        var out = ByteBuffer.allocate(HEAD + content.length + Integer.BYTES);
        out.put(MAGIC).putLong(term).putLong(index).putInt(content.length).put(content);
        out.putInt(checksum(out.array(), out.position()));
        return out.array();
    }

    private static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static IOException corrupt(Path file, String found) {
        return new IOException("the snapshot " + file + " is damaged: found " + found);
    }
}
