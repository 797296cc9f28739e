package dev.belay.agent.health;

import dev.belay.agent.health.Ring.RingShape;
import dev.belay.agent.health.Ring.Unusable;
import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.model.status.Event;
import dev.belay.model.status.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The history of one node: four rings of fixed size on disk, about 1.2 MB together.
public final class History implements AutoCloseable {

    private static final String MEASURE_IDS =
            Measure.ALL.stream().map(Measure::id).collect(Collectors.joining(","));

    private final Supplier<String> node;
    private final Map<HistoryTier, Ring> rings = new EnumMap<>(HistoryTier.class);
    private final Map<HistoryTier, Slot> current = new EnumMap<>(HistoryTier.class);
    private boolean closed;

    private History(Supplier<String> node) {
        this.node = node;
    }

    /// Opens the rings in a folder; a file that cannot be used is moved aside.
    ///
    /// @param onReset told of every file that was moved aside
    /// @param node id of this node, asked for each answer
    public static History open(Path folder, Supplier<String> node, Consumer<Event> onReset)
            throws IOException {
        var history = new History(node);
        for (HistoryTier tier : HistoryTier.values()) {
            Path file = folder.resolve("history-" + tier.name().toLowerCase(Locale.ROOT) + ".ring");
            history.rings.put(tier, open(file, shape(tier), onReset));
        }
        return history;
    }

    /// Slots and their width: 15 minutes, 2 hours, 24 hours, 7 days.
    private static RingShape shape(HistoryTier tier) {
        return switch (tier) {
            case MINUTE -> shape(tier, 900, 1_000);
            case HOUR -> shape(tier, 720, 10_000);
            case DAY -> shape(tier, 1_440, 60_000);
            case WEEK -> shape(tier, 1_008, 600_000);
        };
    }

    /// Takes a sample in. A disk that refuses the write costs that slot.
    public synchronized void add(Sample sample) throws IOException {
        if (closed) {
            return;
        }
        long at = sample.at().toEpochMilli();
        for (HistoryTier tier : HistoryTier.values()) {
            Ring ring = ring(tier);
            long step = ring.shape().stepMillis();
            long start = at - Math.floorMod(at, step);
            @Nullable Slot slot = current.get(tier);
            if (slot == null || slot.startMillis() != start) {
                if (slot != null) {
                    ring.write(slot);
                }
                slot = resumed(ring, start);
            }
            slot = slot.with(sample.values());
            current.put(tier, slot);
            // Wide slots go to disk half-filled as well: a crash costs ten seconds of each.
            if (tier != HistoryTier.MINUTE && slot.count() % 10 == 0) {
                ring.write(slot);
            }
        }
    }

    /// The history of some measures, from the oldest slot that has something to the current one.
    ///
    /// @param nowMillis this node's clock: slots after it, left by a clock that went back, are not
    ///   shown
    public synchronized HistoryAnswer read(HistoryTier tier, List<Measure> measures, long nowMillis)
            throws IOException {
        Ring ring = ring(tier);
        RingShape shape = ring.shape();
        long last = nowMillis - Math.floorMod(nowMillis, shape.stepMillis());
        long from = last - (shape.slots() - 1) * shape.stepMillis();
        @Nullable Slot[] slots = ring.read(from, shape.slots());
        @Nullable Slot now = current.get(tier);
        if (now != null && now.startMillis() >= from && now.startMillis() <= last) {
            slots[(int) ((now.startMillis() - from) / shape.stepMillis())] = now;
        }
        int first = 0;
        while (first < slots.length - 1 && slots[first] == null) {
            first++;
        }
        var shown = Arrays.copyOfRange(slots, first, slots.length);
        return new HistoryAnswer(
                node.get(),
                tier,
                shape.stepMillis(),
                from + first * shape.stepMillis(),
                measures.stream().map(measure -> series(measure, shown)).toList());
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (var entry : current.entrySet()) {
            ring(entry.getKey()).write(entry.getValue());
        }
        for (Ring ring : rings.values()) {
            ring.close();
        }
    }

    private Ring ring(HistoryTier tier) {
        @Nullable Ring ring = rings.get(tier);
        if (ring == null) {
            throw new IllegalStateException("no ring of tier " + tier);
        }
        return ring;
    }

    private static HistoryAnswer.Series series(Measure measure, @Nullable Slot[] slots) {
        int index = Measure.ALL.indexOf(measure);
        var min = new double[slots.length];
        var mean = new double[slots.length];
        var max = new double[slots.length];
        for (int i = 0; i < slots.length; i++) {
            @Nullable Slot slot = slots[i];
            min[i] = slot == null ? Double.NaN : slot.min()[index];
            mean[i] = slot == null ? Double.NaN : slot.mean()[index];
            max[i] = slot == null ? Double.NaN : slot.max()[index];
        }
        return new HistoryAnswer.Series(measure.id(), measure.unit(), min, mean, max);
    }

    /// The slot as the disk has it when this time was written to before (a restart), else an empty
    /// one.
    private static Slot resumed(Ring ring, long start) throws IOException {
        @Nullable Slot found = ring.at(start);
        return found == null ? Slot.empty(start, ring.shape().measures()) : found;
    }

    private static RingShape shape(HistoryTier tier, int slots, long stepMillis) {
        return new RingShape(tier, slots, stepMillis, Measure.ALL.size(), MEASURE_IDS);
    }

    private static Ring open(Path file, RingShape shape, Consumer<Event> onReset)
            throws IOException {
        try {
            return Ring.open(file, shape);
        } catch (Unusable e) {
            Path aside = file.resolveSibling(file.getFileName() + ".aside");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            onReset.accept(
                    new Event.HistoryReset(
                            String.valueOf(file.getFileName()), String.valueOf(e.getMessage())));
            try {
                return Ring.open(file, shape);
            } catch (Unusable again) {
                throw new IOException("a fresh history file cannot be used", again);
            }
        }
    }

    /// The measures with these ids, all when none is named; empty when one is unknown.
    public static List<Measure> measures(List<String> ids) {
        if (ids.isEmpty()) {
            return Measure.ALL;
        }
        var measures = new ArrayList<Measure>();
        for (String id : ids) {
            var measure = Measure.byId(id);
            if (measure.isEmpty()) {
                return List.of();
            }
            measures.add(measure.get());
        }
        return measures;
    }
}
