package dev.belay.agent.cli;

import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Looks on while the cluster carries an operation out, and tells each step. The cluster goes on
/// without whoever looks on.
final class OperationFollow {

    private static final Duration PAUSE = Duration.ofMillis(150);

    /// An agent that does not answer may be starting again, or the coordinator be another soon.
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final List<ApiClient> ways;
    private final boolean isQuiet;
    private final Terminal terminal;
    private int told;
    private boolean isToldUndoing;

    /// @param ways to agents, all of the same cluster; the first one that answers is asked
    /// @param told how many steps the reader knows of
    /// @param isQuiet whether only the end is told, by whoever called
    OperationFollow(List<ApiClient> ways, int told, boolean isQuiet, Terminal terminal) {
        this.told = told;
        this.ways = List.copyOf(ways);
        this.isQuiet = isQuiet;
        this.terminal = terminal;
    }

    /// Blocks until the operation goes on no more, or waits to be confirmed.
    ///
    /// @return what is known last
    OperationView await(OperationView begun) throws InterruptedException, Refusal {
        var isOver = new AtomicBoolean();
        var farewell =
                Thread.ofPlatform()
                        .unstarted(() -> {
                            if (!isOver.get()) {
                                terminal.error(
                                        terminal.text(
                                                "operation.goes-on",
                                                Long.toString(begun.number())));
                            }
                        });
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            return look(begun);
        } finally {
            isOver.set(true);
            try {
                Runtime.getRuntime().removeShutdownHook(farewell);
            } catch (IllegalStateException e) {
                // This program is ending already, and has said that the operation goes on.
            }
        }
    }

    private OperationView look(OperationView begun) throws InterruptedException, Refusal {
        OperationView known = begun;
        tell(known);
        long heard = System.nanoTime();
        while (known.state() == State.RUNNING || known.state() == State.UNDOING) {
            Thread.sleep(PAUSE);
            Optional<OperationView> now = ask(begun.number());
            if (now.isPresent()) {
                heard = System.nanoTime();
                known = now.get();
                tell(known);
            } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new Refusal(
                        ExitCode.UNKNOWN,
                        terminal.text("operation.unknown", Long.toString(begun.number())));
            }
        }
        return known;
    }

    private Optional<OperationView> ask(long number) {
        for (ApiClient way : ways) {
            try {
                return way.operations().stream().filter(one -> one.number() == number).findFirst();
            } catch (AgentException e) {
                // The next one may answer.
            }
        }
        return Optional.empty();
    }

    private void tell(OperationView now) {
        if (isQuiet) {
            return;
        }
        if (now.state() == State.UNDOING || now.state() == State.UNDONE) {
            if (!isToldUndoing) {
                isToldUndoing = true;
                told = now.steps().size();
                terminal.out().println(terminal.text("operation.undoing", now.said()));
            }
            int left = now.settled() ? now.position() : now.position() + 1;
            for (; told > left; told--) {
                if (now.steps().get(told - 1).begunAt() != null) {
                    terminal.out().println("  ← " + OperationText.step(now, told - 1, terminal));
                }
            }
        } else {
            int seen = now.settled() ? now.position() : now.position() - 1;
            for (; told < seen; told++) {
                terminal.out().println("  ✓ " + OperationText.step(now, told, terminal));
            }
        }
        terminal.out().flush();
    }

    /// How a command ends that wanted the operation's steps in force.
    static ExitCode code(OperationView known) {
        return switch (known.state()) {
            case DONE, WAITING -> ExitCode.DONE;
            case STOPPED, CANCELLED, UNDONE -> ExitCode.FAILED;
            case RUNNING, UNDOING -> ExitCode.UNKNOWN;
        };
    }
}
