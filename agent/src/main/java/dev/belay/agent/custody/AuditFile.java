package dev.belay.agent.custody;

import dev.belay.agent.core.cluster.Audit;
import dev.belay.api.AuditRecord;
import dev.belay.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The audit log on this node's disk, a JSON line for each record, from the first on. Owned by one
/// thread for writing; may be read by any.
///
/// A torn end is cut at the start. Nothing else is ever changed: what somebody has edited stays for
/// {@link #verify} to find.
final class AuditFile implements AutoCloseable {

    private static final Set<StandardOpenOption> HOW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path file;
    private final FileChannel channel;
    private long last;
    private String head;

    private AuditFile(Path file, FileChannel channel, long last, String head) {
        this.file = file;
        this.channel = channel;
        this.last = last;
        this.head = head;
    }

    static AuditFile open(Path file) throws IOException {
        var attributes =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        FileChannel channel = FileChannel.open(file, HOW, attributes);
        cutTornEnd(channel);
        long last = 0;
        String head = "";
        for (Line line : lines(file)) {
            if (line.record() != null) {
                last = line.record().seq();
                head = line.record().hash();
            }
        }
        return new AuditFile(file, channel, last, head);
    }

    private static void cutTornEnd(FileChannel channel) throws IOException {
        long size = channel.size();
        var one = ByteBuffer.allocate(1);
        while (size > 0) {
            one.clear();
            channel.read(one, size - 1);
            if (one.get(0) == '\n') {
                break;
            }
            size--;
        }
        channel.truncate(size);
        channel.position(size);
    }

    /// Number of the newest record; 0 when there is none.
    synchronized long last() {
        return last;
    }

    synchronized String head() {
        return head;
    }

    /// Appends those that follow, durably; the rest is left out.
    ///
    /// @return whether any was appended
    synchronized boolean append(List<AuditRecord> records) throws IOException {
        var text = new StringBuilder();
        long next = last;
        String hash = head;
        for (AuditRecord record : records) {
            if (record.seq() == next + 1 && Audit.follows(hash, record)) {
                text.append(Json.MAPPER.writeValueAsString(record)).append('\n');
                next = record.seq();
                hash = record.hash();
            }
        }
        if (next == last) {
            return false;
        }
        var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
        last = next;
        head = hash;
        return true;
    }

    /// Records after a number, at most so many.
    synchronized List<AuditRecord> after(long seq, int limit) throws IOException {
        var found = new ArrayList<AuditRecord>();
        for (Line line : lines(file)) {
            AuditRecord record = line.record();
            if (record != null && record.seq() > seq && found.size() < limit) {
                found.add(record);
            }
        }
        return found;
    }

    /// The newest records, oldest first.
    synchronized List<AuditRecord> newest(int limit) throws IOException {
        List<AuditRecord> all = after(0, Integer.MAX_VALUE);
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    /// What is wrong with the file, and at which record; empty when it is the chain that the
    /// cluster has.
    ///
    /// @param cluster the chain's end as the replicated state has it
    synchronized String verify(Audit cluster) throws IOException {
        long seq = 0;
        String hash = "";
        for (Line line : lines(file)) {
            AuditRecord record = line.record();
            if (record == null) {
                return "record " + (seq + 1) + " cannot be read";
            }
            if (record.seq() != seq + 1) {
                return "record " + (seq + 1) + " is wanted, found record " + record.seq();
            }
            if (!Audit.follows(hash, record)) {
                return "record " + record.seq() + " was changed, or the one before it";
            }
            seq = record.seq();
            hash = record.hash();
            String wrong = differs(record, cluster);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return seq < cluster.count()
                ? "record " + (seq + 1) + " is missing: the cluster has " + cluster.count()
                : "";
    }

    // A whole chain that was made anew holds in itself, and is still another one.
    private static String differs(AuditRecord record, Audit cluster) {
        if (record.seq() > cluster.count()) {
            return "";
        }
        boolean isSame =
                record.seq() == cluster.count()
                        ? record.hash().equals(cluster.head())
                        : cluster.recent().stream()
                                .filter(one -> one.seq() == record.seq())
                                .allMatch(record::equals);
        return isSame ? "" : "record " + record.seq() + " is not the one that the cluster has";
    }

    private record Line(@Nullable AuditRecord record) {}

    private static List<Line> lines(Path file) throws IOException {
        var lines = new ArrayList<Line>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(new Line(parsed(line)));
            }
        }
        return lines;
    }

    private static @Nullable AuditRecord parsed(String line) {
        try {
            AuditRecord record = Json.MAPPER.readValue(line, AuditRecord.class);
            return record != null && record.at() != null && record.hash() != null ? record : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
