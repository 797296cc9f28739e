package dev.belay.agent.cli;

import dev.belay.api.FenceView;
import dev.belay.api.FenceView.Fencing;
import dev.belay.model.node.FenceAction;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.Optional;
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
        FenceView ordered =
                AgentAccess.ask(
                        new ApiClient(client.path(), ApiClient.MEMBERSHIP),
                        terminal,
                        one -> one.fence(node, action));
        Fencing begun = newest(ordered, node).orElse(null);
        if (begun == null || Given.isSet(given, "--no-wait")) {
            // An agent that has not applied its own order yet shows none.
            terminal.out().println(terminal.text("fence.begun", node));
            return ExitCode.DONE;
        }
        Fencing known = await(client, begun, longest);
        if (Given.isSet(given, "--json")) {
            terminal.json(known);
        } else {
            FenceText.print(known, terminal);
        }
        return switch (known.result()) {
            case CONFIRMED, CONFIRMED_BY_HAND -> ExitCode.DONE;
            case REFUSED -> ExitCode.FAILED;
            case UNDER_WAY, UNKNOWN -> ExitCode.UNKNOWN;
        };
    }

    private static Optional<Fencing> newest(FenceView view, String node) {
        return view.history().stream().filter(one -> one.node().equals(node)).findFirst();
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
