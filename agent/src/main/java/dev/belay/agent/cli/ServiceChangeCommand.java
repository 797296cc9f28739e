package dev.belay.agent.cli;

import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Orders something of a service, and waits until it is so.
final class ServiceChangeCommand implements Command {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private enum Verb {
        START,
        STOP,
        MOVE,
        CLEAR
    }

    private final Verb verb;

    private ServiceChangeCommand(Verb verb) {
        this.verb = verb;
    }

    static ServiceChangeCommand start() {
        return new ServiceChangeCommand(Verb.START);
    }

    static ServiceChangeCommand stop() {
        return new ServiceChangeCommand(Verb.STOP);
    }

    static ServiceChangeCommand move() {
        return new ServiceChangeCommand(Verb.MOVE);
    }

    static ServiceChangeCommand clear() {
        return new ServiceChangeCommand(Verb.CLEAR);
    }

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "SERVICE", "service");
        switch (verb) {
            case MOVE -> Given.optional(spec, terminal, 1, "NODE", "service-node");
            case STOP -> Question.describe(spec, terminal);
            case START, CLEAR -> {}
        }
        if (verb != Verb.CLEAR) {
            Given.flag(spec, terminal, "--no-wait");
        }
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        String id = Given.parameter(given, 0);
        ApiClient client = AgentAccess.client(given, terminal);
        ServiceView before = ServiceText.find(ask(client, ApiClient::services), id, terminal);
        if (verb == Verb.STOP) {
            Question.confirm(
                    given,
                    terminal,
                    terminal.text(
                            "service.stop.ask", id, before.node().isEmpty() ? "–" : before.node()));
        }
        String node = Given.optional(given, 1).orElse("");
        ServicesView ordered =
                switch (verb) {
                    case START -> ask(client, one -> one.startService(id));
                    case STOP -> ask(client, one -> one.stopService(id));
                    case MOVE -> ask(client, one -> one.moveService(id, node));
                    case CLEAR -> ask(client, one -> one.clearService(id));
                };
        boolean waits = verb != Verb.CLEAR && !Given.isSet(given, "--no-wait");
        ServiceView after =
                waits
                        ? await(client, before, node, terminal)
                        : ServiceText.find(ordered, id, terminal);
        if (Given.isSet(given, "--json")) {
            terminal.json(after);
        } else {
            terminal.out().println(ServiceText.line(after, terminal));
        }
        if (!waits || isDone(before, after, node)) {
            return ExitCode.DONE;
        }
        terminal.error(terminal.text("service.not-yet", LONGEST.toSeconds(), after.reason()));
        return hasFailed(after) ? ExitCode.FAILED : ExitCode.UNKNOWN;
    }

    private static <T> T ask(ApiClient client, AgentAccess.Question<T> question) throws Refusal {
        try {
            return question.ask(client);
        } catch (AgentException e) {
            throw AgentAccess.refusal(e);
        }
    }

    private ServiceView await(ApiClient client, ServiceView before, String node, Terminal terminal)
            throws Refusal, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            Optional<ServiceView> now = Optional.empty();
            try {
                now =
                        client.services().services().stream()
                                .filter(one -> one.id().equals(before.id()))
                                .findFirst();
            } catch (AgentException e) {
                // The node that was asked may be the one that everything leaves: asked again.
                if (System.nanoTime() >= end) {
                    throw AgentAccess.refusal(e);
                }
            }
            if (now.isPresent()
                    && (isDone(before, now.get(), node)
                            || hasFailed(now.get())
                            || System.nanoTime() >= end)) {
                return now.get();
            }
            if (now.isEmpty() && System.nanoTime() >= end) {
                throw new Refusal(
                        ExitCode.UNKNOWN, terminal.text("service.unknown", before.id(), ""));
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean isDone(ServiceView before, ServiceView now, String node) {
        return switch (verb) {
            case START -> now.state() == State.ACTIVE;
            case STOP -> now.state() == State.STOPPED;
            case MOVE -> {
                boolean isThere =
                        node.isEmpty()
                                ? !now.node().equals(before.node())
                                : now.node().equals(node);
                yield now.state() == State.ACTIVE && isThere;
            }
            case CLEAR -> true;
        };
    }

    /// Nothing more comes by itself.
    private static boolean hasFailed(ServiceView now) {
        return now.state() == State.STUCK
                || (now.state() == State.WAITING
                        && now.placedOn().isEmpty()
                        && !now.failures().isEmpty());
    }
}
