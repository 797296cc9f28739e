package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.AuditAnswer;
import dev.belay.api.AuditRecord;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Who changed what: the audit log of the node that is asked, and whether it holds.
final class AuditCommand implements Command {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.flag(spec, terminal, "--verify");
        Given.flag(spec, terminal, "--follow");
        Given.value(spec, terminal, Integer.class, "N", "-1", "--after");
        Given.value(spec, terminal, Integer.class, "N", "100", "--limit");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        boolean json = Given.isSet(given, "--json");
        boolean verify = Given.isSet(given, "--verify");
        int limit = Given.number(given, "--limit", 100);
        ApiClient client = AgentAccess.client(given, terminal);
        try {
            AuditAnswer answer = client.audit(Given.number(given, "--after", -1), limit, verify);
            if (json && !Given.isSet(given, "--follow")) {
                terminal.json(answer);
            } else {
                show(answer.records(), json, terminal);
            }
            if (Given.isSet(given, "--follow")) {
                follow(client, answer, json, terminal);
            }
            return verify ? verdict(answer, json, terminal) : ExitCode.DONE;
        } catch (AgentException e) {
            throw AgentAccess.refusal(e);
        }
    }

    private static ExitCode verdict(AuditAnswer answer, boolean json, Terminal terminal) {
        boolean holds = answer.broken().isEmpty();
        if (!json) {
            terminal.out()
                    .println(
                            holds
                                    ? terminal.text("audit.holds", answer.count(), answer.head())
                                    : terminal.text("audit.broken", answer.broken()));
        }
        return holds ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void follow(ApiClient client, AuditAnswer first, boolean json, Terminal terminal)
            throws AgentException {
        long last = first.records().isEmpty() ? first.count() : first.records().getLast().seq();
        while (!terminal.out().checkError()) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            List<AuditRecord> more = client.audit(last, 1_000, false).records();
            show(more, json, terminal);
            last = more.isEmpty() ? last : more.getLast().seq();
        }
    }

    private static void show(List<AuditRecord> records, boolean json, Terminal terminal) {
        if (json) {
            records.forEach(terminal::json);
            return;
        }
        var paint = new Paint(terminal.colour());
        var columns = new Columns();
        for (AuditRecord record : records) {
            columns.row(
                    new Cell(String.valueOf(record.seq()), paint::faint),
                    new Cell(TIME.format(record.at().atZone(ZoneId.systemDefault())), paint::faint),
                    Cell.of(record.user()),
                    Cell.of(record.from()),
                    Cell.of(record.action()),
                    Cell.of(record.result()));
        }
        columns.lines().forEach(terminal.out()::println);
    }
}
