package dev.belay.reach.publish;

import dev.belay.model.content.Chunk;
import dev.belay.model.content.Chunker;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.reach.PrivateFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/// The chunks of files that were read before, so that an unchanged folder is not read again.
///
/// A file that is damaged, or from another release, is as none.
final class ScanCache {

    private static final int VERSION = 1;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Path file;
    private final Map<String, Known> before;
    private final Map<String, Known> now = new HashMap<>();
    private boolean isNews;

    private record Known(FileStamp stamp, List<Chunk> chunks) {}

    private ScanCache(Path file, Map<String, Known> before) {
        this.file = file;
        this.before = before;
    }

    /// @param folder what the cache is of
    static ScanCache of(Path caches, Path folder) {
        byte[] place =
                folder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        String name = ContentHash.ofJava().of(place).toString().substring(0, 32);
        Path file = caches.resolve("scans").resolve(name);
        return new ScanCache(file, read(file));
    }

    Optional<List<Chunk>> chunks(String path, FileStamp stamp) {
        Known known = before.get(path);
        if (known == null || !known.stamp().isSame(stamp)) {
            return Optional.empty();
        }
        now.put(path, known);
        return Optional.of(known.chunks());
    }

    /// What a file of this path had when it was read last, however it has changed since.
    List<Chunk> former(String path) {
        Known known = before.get(path);
        return known == null ? List.of() : known.chunks();
    }

    void put(String path, FileStamp stamp, List<Chunk> chunks) {
        now.put(path, new Known(stamp, chunks));
        isNews = true;
    }

    /// Keeps what this scan saw, and nothing else.
    void save() throws IOException {
        if (!isNews && now.size() == before.size()) {
            return;
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeInt(now.size());
            for (Map.Entry<String, Known> entry : now.entrySet()) {
                byte[] path = entry.getKey().getBytes(StandardCharsets.UTF_8);
                out.writeShort(path.length);
                out.write(path);
                FileStamp stamp = entry.getValue().stamp();
                out.writeLong(stamp.key());
                out.writeLong(stamp.size());
                out.writeLong(stamp.modifiedNanos());
                out.writeLong(stamp.changedNanos());
                out.writeInt(entry.getValue().chunks().size());
                for (Chunk chunk : entry.getValue().chunks()) {
                    out.write(chunk.name().bytes());
                    out.writeInt(chunk.length());
                }
            }
            out.writeLong(sum(bytes.toByteArray()));
        }
        PrivateFile.write(file, bytes.toByteArray());
    }

    private static Map<String, Known> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Map.of();
            }
            byte[] all = Files.readAllBytes(file);
            if (all.length < 16) {
                return Map.of();
            }
            byte[] body = Arrays.copyOf(all, all.length - 8);
            var tail = new DataInputStream(new ByteArrayInputStream(all, body.length, 8));
            return tail.readLong() == sum(body) ? parse(body) : Map.of();
        } catch (IOException | IllegalArgumentException e) {
            // Everything is read again, which is slow and right.
            return Map.of();
        }
    }

    private static Map<String, Known> parse(byte[] body) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
            if (in.readInt() != VERSION) {
                return Map.of();
            }
            var known = new HashMap<String, Known>();
            for (int left = in.readInt(); left > 0; left--) {
                String path = new String(bytes(in, in.readUnsignedShort()), StandardCharsets.UTF_8);
                var stamp =
                        new FileStamp(in.readLong(), in.readLong(), in.readLong(), in.readLong());
                List<Chunk> chunks = new ArrayList<>();
                for (int more = in.readInt(); more > 0; more--) {
                    var name = ContentName.of(bytes(in, ContentName.LENGTH));
                    chunks.add(new Chunk(name, Math.min(in.readInt(), Chunker.LONGEST)));
                }
                known.put(path, new Known(stamp, List.copyOf(chunks)));
            }
            return known;
        }
    }

    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the cache ends early");
        }
        return bytes;
    }

    private static long sum(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
