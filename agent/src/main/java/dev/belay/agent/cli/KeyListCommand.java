package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.TrustView;
import dev.belay.reach.ApiClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Whom the members trust: authorities, certificates, and what is refused.
final class KeyListCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        TrustView trust = AgentAccess.ask(given, terminal, ApiClient::trust);
        if (Given.isSet(given, "--json")) {
            terminal.json(trust);
        } else {
            print(trust, terminal);
        }
        return ExitCode.DONE;
    }

    static void print(TrustView trust, Terminal terminal) {
        var columns = new Columns();
        for (TrustView.Authority one : trust.authorities()) {
            columns.row(
                    Cell.of(
                            terminal.text(
                                    one.id().equals(trust.signing())
                                            ? "key.list.signs"
                                            : "key.list.authority")),
                    Cell.of(one.id()),
                    Cell.of(one.fingerprint()),
                    Cell.of(terminal.text("key.list.until", day(one.notAfter()))));
        }
        for (TrustView.Certificate one : trust.certificates()) {
            columns.row(
                    Cell.of(one.node()),
                    Cell.of(one.serial()),
                    Cell.of(one.fingerprint()),
                    Cell.of(terminal.text("key.list.until", day(one.notAfter()))),
                    Cell.of(terminal.text("key.list.renewed", day(one.renewAt()))));
        }
        for (TrustView.Revoked one : trust.revoked()) {
            columns.row(
                    Cell.of(terminal.text("key.list.refused", one.node())),
                    Cell.of(one.serial()),
                    Cell.of(one.why()),
                    Cell.of(day(one.at())));
        }
        columns.lines().forEach(terminal.out()::println);
    }

    private static String day(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
