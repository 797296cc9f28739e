package dev.belay.agent.journal;

import dev.belay.api.Json;
import dev.belay.model.status.Event;
import dev.belay.model.status.EventRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The events of one node: JSON lines in two segments of fixed size, numbered without gaps.
///
/// A crash may lose the events of the last seconds, never an older one; a torn last line is cut at
/// the next start.
public final class Journal implements AutoCloseable {

    /// Size of a segment; two of them are kept.
    static final long SEGMENT_BYTES = 1024 * 1024;

    private static final int IN_MEMORY = 512;

    private final Supplier<String> node;
    private final JournalFiles files;
    private final Deque<EventRecord> recent = new ArrayDeque<>();
    private final List<Consumer<EventRecord>> listeners = new CopyOnWriteArrayList<>();
    private long lastSeq;

    private Journal(Supplier<String> node, JournalFiles files, List<EventRecord> found) {
        this.node = node;
        this.files = files;
        this.lastSeq = found.isEmpty() ? 0 : found.getLast().seq();
        recent.addAll(found.subList(Math.max(0, found.size() - IN_MEMORY), found.size()));
    }

    /// Opens the journal in a folder, and mends its end when a crash has torn it.
    ///
    /// @param node id of this node, asked for each event
    public static Journal open(Path folder, Supplier<String> node) throws IOException {
        return open(folder, node, SEGMENT_BYTES);
    }

    static Journal open(Path folder, String node) throws IOException {
        return open(folder, node, SEGMENT_BYTES);
    }

    static Journal open(Path folder, String node, long segmentBytes) throws IOException {
        return open(folder, () -> node, segmentBytes);
    }

    private static Journal open(Path folder, Supplier<String> node, long segmentBytes)
            throws IOException {
        var files = JournalFiles.open(folder, segmentBytes);
        return new Journal(node, files, files.readAll());
    }

    /// Records an event. A disk that refuses it keeps it from the file, not from the memory.
    ///
    /// @return the event with its number
    public EventRecord append(Event event, Instant at) {
        EventRecord record;
        synchronized (this) {
            record =
                    new EventRecord(
                            lastSeq + 1,
                            event.id(),
                            at,
                            node.get(),
                            event.severity(),
                            event.fields());
            lastSeq = record.seq();
            recent.addLast(record);
            if (recent.size() > IN_MEMORY) {
                recent.removeFirst();
            }
            files.append(Json.MAPPER.writeValueAsBytes(record));
        }
        listeners.forEach(listener -> listener.accept(record));
        return record;
    }

    /// The first events after a number, oldest first.
    public List<EventRecord> after(long seq, int limit) throws IOException {
        return inOrder().stream().filter(event -> event.seq() > seq).limit(limit).toList();
    }

    /// The newest events, oldest first.
    public List<EventRecord> newest(int limit) throws IOException {
        List<EventRecord> all = inOrder();
        return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
    }

    /// Number of the newest event; 0 before the first.
    public synchronized long lastSeq() {
        return lastSeq;
    }

    /// Called with every new event, on the thread that appends it: must not block.
    public void onAppend(Consumer<EventRecord> listener) {
        listeners.add(listener);
    }

    public void removeListener(Consumer<EventRecord> listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized void close() throws IOException {
        files.close();
    }

    private synchronized List<EventRecord> inOrder() throws IOException {
        if (recent.size() < IN_MEMORY) {
            return new ArrayList<>(recent);
        }
        var all = new ArrayList<>(files.readAll());
        long onDisk = all.isEmpty() ? 0 : all.getLast().seq();
        recent.stream().filter(event -> event.seq() > onDisk).forEach(all::add);
        return all;
    }
}
