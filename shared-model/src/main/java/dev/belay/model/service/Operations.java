package dev.belay.model.service;

import dev.belay.model.value.Otherwise;
import java.time.Duration;

/// Time limits of a resource.
///
/// @param start after which a start is taken as unknown
/// @param stop after which a stop is taken as failed
/// @param monitor after which a monitor is taken as failed
/// @param interval between monitors
public record Operations(
        @Otherwise("60s") Duration start,
        @Otherwise("60s") Duration stop,
        @Otherwise("30s") Duration monitor,
        @Otherwise("10s") Duration interval) {

    /// What holds where nothing was said.
    public static final Operations DEFAULT =
            new Operations(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10));

    public Operations withStart(Duration start) {
        return new Operations(start, stop, monitor, interval);
    }

    public Operations withStop(Duration stop) {
        return new Operations(start, stop, monitor, interval);
    }

    public Operations withMonitor(Duration monitor) {
        return new Operations(start, stop, monitor, interval);
    }

    public Operations withInterval(Duration interval) {
        return new Operations(start, stop, monitor, interval);
    }
}
