package dev.belay.agent.cli;

import dev.belay.api.AdminPrepare;
import dev.belay.api.EnrollmentOpened;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Opens enrollment on the admin, shows the token, and lists the workers as they come.
final class AdminPrepareCommand implements Command {

    private static final int WORKERS = 1;

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.value(spec, terminal, Integer.class, "N", Integer.toString(WORKERS), "--workers");
        Given.value(spec, terminal, String.class, "D", null, "--ttl");
        Given.value(spec, terminal, String.class, "CLUSTER", null, "--name");
        Given.flag(spec, terminal, "--witness");
        Given.flag(spec, terminal, "--no-wait");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        @Nullable Long ttl =
                Given.text(given, "--ttl").isPresent()
                        ? Given.duration(given, terminal, "--ttl", Duration.ZERO).toMillis()
                        : null;
        var prepare =
                new AdminPrepare(
                        Given.text(given, "--name").orElse(null),
                        Given.number(given, "--workers", WORKERS),
                        ttl,
                        Given.isSet(given, "--witness"));
        EnrollmentOpened opened =
                AgentAccess.change(given, terminal, client -> client.prepareAdmin(prepare));
        boolean json = Given.isSet(given, "--json");
        show(opened, json, terminal);
        if (Given.isSet(given, "--no-wait")) {
            return ExitCode.DONE;
        }
        return new EnrollmentWait(
                        AgentAccess.client(given, terminal), terminal, json, prepare.workers())
                .await(opened.id());
    }

    private static void show(EnrollmentOpened opened, boolean json, Terminal terminal) {
        if (json) {
            terminal.json(opened);
            return;
        }
        var open = opened.view().open();
        terminal.err()
                .println(
                        terminal.text(
                                "admin.prepare.token",
                                open == null ? "" : open.expiresAt().toString(),
                                open == null ? "" : Integer.toString(open.uses())));
        terminal.err().flush();
        terminal.out().println(opened.token());
        terminal.out().flush();
    }
}
