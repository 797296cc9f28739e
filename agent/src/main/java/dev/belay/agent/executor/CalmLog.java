package dev.belay.agent.executor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Leaves out a sentence that was told a short while ago: whoever knocks a thousand times fills no
/// disk.
final class CalmLog implements Consumer<String> {

    private static final int KNOWN_MAX = 256;

    private final Consumer<String> log;
    private final long quietNanos;
    private final LongSupplier nanos;
    private final Map<String, Long> told = new LinkedHashMap<>();

    CalmLog(Consumer<String> log, Duration quiet, LongSupplier nanos) {
        this.log = log;
        this.quietNanos = quiet.toNanos();
        this.nanos = nanos;
    }

    @Override
    public synchronized void accept(String sentence) {
        long now = nanos.getAsLong();
        told.values().removeIf(at -> now - at >= quietNanos);
        if (told.containsKey(sentence) || told.size() >= KNOWN_MAX) {
            return;
        }
        told.put(sentence, now);
        log.accept(sentence);
    }
}
