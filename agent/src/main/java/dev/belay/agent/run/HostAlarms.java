package dev.belay.agent.run;

import dev.belay.model.status.Event;
import dev.belay.model.status.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Notices a filling disk and a jumping clock; says each thing once.
final class HostAlarms {

    static final long FILLING_PERCENT = 85;
    static final long FULL_PERCENT = 95;

    /// Below its limit by this much an alarm ends: a disk at the limit must not flap.
    private static final long RELIEF_PERCENT = 2;

    private static final long JUMP_MILLIS = 1_000;

    private enum Disk {
        ENOUGH,
        FILLING,
        FULL
    }

    private final String folder;
    private final Consumer<Event> events;
    private Disk disk = Disk.ENOUGH;
    private @Nullable Instant lastAt;
    private long lastMillis;

    HostAlarms(String folder, Consumer<Event> events) {
        this.folder = folder;
        this.events = events;
    }

    void look(Vitals vitals, Instant at, long nowMillis) {
        if (vitals.diskTotalBytes() > 0) {
            disk(vitals.diskUsedBytes() * 100 / vitals.diskTotalBytes());
        }
        Instant before = lastAt;
        if (before != null) {
            long jump = Duration.between(before, at).toMillis() - (nowMillis - lastMillis);
            if (Math.abs(jump) >= JUMP_MILLIS) {
                events.accept(new Event.ClockJumped(jump));
            }
        }
        lastAt = at;
        lastMillis = nowMillis;
    }

    private void disk(long percent) {
        Disk next = next(percent);
        if (next == disk) {
            return;
        }
        disk = next;
        events.accept(
                switch (next) {
                    case ENOUGH -> new Event.DiskRelieved(folder, percent);
                    case FILLING -> new Event.DiskFilling(folder, percent);
                    case FULL -> new Event.DiskFull(folder, percent);
                });
    }

    private Disk next(long percent) {
        if (percent >= FULL_PERCENT
                || (disk == Disk.FULL && percent > FULL_PERCENT - RELIEF_PERCENT)) {
            return Disk.FULL;
        }
        boolean filling =
                percent >= FILLING_PERCENT
                        || (disk != Disk.ENOUGH && percent > FILLING_PERCENT - RELIEF_PERCENT);
        return filling ? Disk.FILLING : Disk.ENOUGH;
    }
}
