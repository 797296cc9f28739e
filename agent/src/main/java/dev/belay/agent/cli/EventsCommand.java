package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.Sample;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.StatusText;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.ApiStream;
import dev.belay.reach.EventScope;
import dev.belay.reach.StreamListener;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What happened: the events of the whole cluster, or those of one agent as they come.
final class EventsCommand implements Command {

    /// Asks for the newest instead of those after a number.
    private static final long NEWEST = -1;

    /// More at once no agent hands out.
    private static final int MOST = 1000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.flag(spec, terminal, "--follow");
        Given.value(spec, terminal, Integer.class, "N", "100", "--limit");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        boolean json = Given.isSet(given, "--json");
        int limit = Given.number(given, "--limit", 100);
        if (limit < 1 || limit > MOST) {
            throw new Refusal(
                    ExitCode.WRONG_USAGE,
                    terminal.text("events.limit", Integer.toString(MOST), Integer.toString(limit)));
        }
        ApiClient client = AgentAccess.client(given, terminal);
        try {
            if (Given.isSet(given, "--follow")) {
                follow(client, limit, json, terminal);
            } else {
                List<EventRecord> events = client.events(NEWEST, limit, EventScope.CLUSTER);
                if (json) {
                    terminal.json(events);
                } else {
                    print(events, terminal);
                }
            }
        } catch (AgentException e) {
            throw AgentAccess.refusal(e);
        }
        return ExitCode.DONE;
    }

    // The one who reads has gone: the stream is closed from within itself.
    @SuppressWarnings("try")
    private static void follow(ApiClient client, int limit, boolean json, Terminal terminal)
            throws AgentException {
        List<EventRecord> before = client.events(NEWEST, limit, EventScope.NODE);
        if (json) {
            before.forEach(terminal::json);
        } else {
            print(before, terminal);
        }
        terminal.out().flush();
        long last = before.isEmpty() ? 0 : before.getLast().seq();
        try (ApiStream stream = client.stream(0, last)) {
            stream.run(
                    new StreamListener() {
                        @Override
                        public void status(ClusterStatus status) {}

                        @Override
                        public void sample(Sample sample) {}

                        @Override
                        public void event(EventRecord event) {
                            if (json) {
                                terminal.json(event);
                            } else {
                                print(List.of(event), terminal);
                            }
                            terminal.out().flush();
                            if (terminal.out().checkError()) {
                                stream.close();
                            }
                        }
                    });
        }
    }

    private static void print(List<EventRecord> events, Terminal terminal) {
        var paint = new Paint(terminal.colour());
        StatusText words = StatusText.of(terminal.locale());
        var columns = new Columns();
        for (EventRecord event : events) {
            columns.row(
                    new Cell(TIME.format(event.at().atZone(ZoneId.systemDefault())), paint::faint),
                    Cell.of(event.node()),
                    new Cell(
                            terminal.text("severity." + event.severity()),
                            t -> paint.severity(event.severity(), t)),
                    Cell.of(words.text(event)));
        }
        columns.lines().forEach(terminal.out()::println);
    }
}
