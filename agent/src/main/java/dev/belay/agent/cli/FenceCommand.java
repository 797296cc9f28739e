package dev.belay.agent.cli;

import dev.belay.api.FenceView;
import dev.belay.api.FenceView.Fencing;
import dev.belay.model.node.FenceAction;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Has a node stopped for certain, and waits until it is known what became of it.
final class FenceCommand implements Command {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.optional(spec, terminal, 0, "NODE", "member");
        Given.flag(spec, terminal, "--off");
        Given.value(spec, terminal, String.class, "D", LONGEST.toSeconds() + "s", "--timeout");
        Given.flag(spec, terminal, "--no-wait");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        String node =
                Given.optional(given, 0)
                        .orElseThrow(() ->
                                new Refusal(ExitCode.WRONG_USAGE, terminal.text("fence.no-node")));
        Duration longest = Given.duration(given, terminal, "--timeout", LONGEST);
        @Nullable FenceAction action = Given.isSet(given, "--off") ? FenceAction.OFF : null;
        ApiClient client = AgentAccess.client(given, terminal);
        Question.confirm(given, terminal, terminal.text("fence.ask", node));
        Fencing begun =
                AgentAccess.ask(
                        new ApiClient(client.path(), ApiClient.MEMBERSHIP),
                        terminal,
                        one -> one.fence(node, action));
        boolean waits = !Given.isSet(given, "--no-wait");
        Fencing known = waits ? await(client, begun, longest) : begun;
        if (Given.isSet(given, "--json")) {
            terminal.json(known);
        } else if (waits) {
            FenceText.print(known, terminal);
        } else {
            terminal.out().println(terminal.text("fence.begun", node));
        }
        if (!waits) {
            return ExitCode.DONE;
        }
        return switch (known.result()) {
            case CONFIRMED, CONFIRMED_BY_HAND -> ExitCode.DONE;
            case REFUSED -> ExitCode.FAILED;
            case UNDER_WAY, UNKNOWN -> ExitCode.UNKNOWN;
        };
    }

    /// A node that is stopped may have been the coordinator: an agent that does not answer for a
    /// while is asked again.
    private static Fencing await(ApiClient client, Fencing begun, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Fencing known = begun;
        while (known.result() == FenceView.Result.UNDER_WAY && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            try {
                known =
                        client.fencing().history().stream()
                                .filter(one -> one.number() == begun.number())
                                .findFirst()
                                .orElse(known);
            } catch (AgentException e) {
                // Asked again until the time is over; then it is not known.
            }
        }
        return known;
    }
}
