package dev.belay.agent.main;

import dev.belay.model.status.Event;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Events as lines of the log: time, severity, id and fields.
final class EventLog {

    private final PrintStream out;

    EventLog(PrintStream out) {
        this.out = out;
    }

    void write(Event event, Instant at) {
        out.println(
                at.truncatedTo(ChronoUnit.MILLIS) + " " + event.severity() + " " + event.line());
    }
}
