package dev.belay.agent.journal;

import dev.belay.api.Json;
import dev.belay.model.status.EventRecord;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The two segments of a journal on disk.
final class JournalFiles implements Closeable {

    private static final String CURRENT = "events.jsonl";
    private static final String FORMER = "events.old.jsonl";

    private final Path folder;
    private final long segmentBytes;
    private FileChannel channel;
    private long length;

    private JournalFiles(Path folder, long segmentBytes, FileChannel channel, long length) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.channel = channel;
        this.length = length;
    }

    static JournalFiles open(Path folder, long segmentBytes) throws IOException {
        FileChannel channel = openCurrent(folder);
        long sound = soundLength(folder.resolve(CURRENT));
        channel.truncate(sound);
        return new JournalFiles(folder, segmentBytes, channel, sound);
    }

    /// Appends a line; a failed write leaves the file as it was before.
    ///
    /// @return whether the line is in the file
    boolean append(byte[] line) {
        try {
            if (length > 0 && length + line.length + 1 > segmentBytes) {
                turn();
            }
            var buffer = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
            long at = length;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            length = at;
            return true;
        } catch (IOException e) {
            return cutBack();
        }
    }

    /// Every sound line of both segments, oldest first.
    List<EventRecord> readAll() throws IOException {
        var events = new ArrayList<EventRecord>();
        read(folder.resolve(FORMER), events);
        read(folder.resolve(CURRENT), events);
        return events;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void turn() throws IOException {
        channel.close();
        Files.move(
                folder.resolve(CURRENT),
                folder.resolve(FORMER),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        channel = openCurrent(folder);
        length = 0;
    }

    private boolean cutBack() {
        try {
            if (!channel.isOpen()) {
                channel = openCurrent(folder);
                length = channel.size();
            }
            channel.truncate(length);
        } catch (IOException e) {
            // The disk refuses even that: the next start cuts the torn line.
            return false;
        }
        return false;
    }

    private static FileChannel openCurrent(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolve(CURRENT), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void read(Path file, List<EventRecord> into) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (byte[] line : lines(Files.readAllBytes(file))) {
            @Nullable EventRecord event = parse(line);
            if (event != null && (into.isEmpty() || event.seq() > into.getLast().seq())) {
                into.add(event);
            }
        }
    }

    private static long soundLength(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0) {
            int start = end - 1;
            while (start > 0 && bytes[start - 1] != '\n') {
                start--;
            }
            boolean closed = bytes[end - 1] == '\n';
            byte[] line = java.util.Arrays.copyOfRange(bytes, start, closed ? end - 1 : end);
            if (closed && parse(line) != null) {
                return end;
            }
            end = start;
        }
        return 0;
    }

    private static List<byte[]> lines(byte[] bytes) {
        var lines = new ArrayList<byte[]>();
        var line = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (b == '\n') {
                lines.add(line.toByteArray());
                line.reset();
            } else {
                line.write(b);
            }
        }
        return lines;
    }

    private static @Nullable EventRecord parse(byte[] line) {
        try {
            @Nullable EventRecord event = Json.MAPPER.readValue(line, EventRecord.class);
            boolean whole = event != null && event.id() != null && event.at() != null;
            return whole ? event : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
