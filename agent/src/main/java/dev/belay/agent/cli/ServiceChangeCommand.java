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

    /// A coordinator that was just elected looks around first, and a node may not have applied the
    /// order yet: what looks hopeless for less than this may be neither.
    private static final Duration SETTLE = Duration.ofSeconds(3);

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
            Given.value(spec, terminal, String.class, "D", LONGEST.toSeconds() + "s", "--timeout");
            Given.flag(spec, terminal, "--no-wait");
        }
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        String id = Given.parameter(given, 0);
        boolean waits = verb != Verb.CLEAR && !Given.isSet(given, "--no-wait");
        Duration longest =
                waits ? Given.duration(given, terminal, "--timeout", LONGEST) : Duration.ZERO;
        ApiClient client = AgentAccess.client(given, terminal);
        ServiceView before =
                ServiceText.find(
                        AgentAccess.ask(client, terminal, ApiClient::services), id, terminal);
        if (verb == Verb.STOP) {
            Question.confirm(given, terminal, question(before, terminal));
        }
        String node = verb == Verb.MOVE ? Given.optional(given, 1).orElse("") : "";
        ServicesView ordered =
                AgentAccess.ask(
                        new ApiClient(client.path(), ApiClient.MEMBERSHIP),
                        terminal,
                        one -> order(one, id, node));
        if (!waits) {
            show(ServiceText.find(ordered, id, terminal), given, terminal);
            return ExitCode.DONE;
        }
        Awaited awaited = await(client, before, node, longest, terminal);
        show(awaited.service(), given, terminal);
        if (awaited.code() != ExitCode.DONE) {
            terminal.error(
                    terminal.text(
                            awaited.code() == ExitCode.FAILED
                                    ? "service.not-so"
                                    : "service.not-yet",
                            id,
                            Long.toString(longest.toSeconds()),
                            ServiceText.state(awaited.service(), terminal),
                            awaited.service().reason()));
        }
        return awaited.code();
    }

    private static String question(ServiceView service, Terminal terminal) {
        return service.node().isEmpty()
                ? terminal.text("service.stop.ask-nowhere", service.id())
                : terminal.text("service.stop.ask", service.id(), service.node());
    }

    private ServicesView order(ApiClient client, String id, String node) throws AgentException {
        return switch (verb) {
            case START -> client.startService(id);
            case STOP -> client.stopService(id);
            case MOVE -> client.moveService(id, node);
            case CLEAR -> client.clearService(id);
        };
    }

    private static void show(ServiceView service, ParseResult given, Terminal terminal) {
        if (Given.isSet(given, "--json")) {
            terminal.json(service);
        } else {
            terminal.out().println(ServiceText.line(service, terminal));
        }
    }

    /// What became of an order.
    private record Awaited(ServiceView service, ExitCode code) {}

    private Awaited await(
            ApiClient client, ServiceView before, String node, Duration longest, Terminal terminal)
            throws Refusal, InterruptedException {
        long begun = System.nanoTime();
        long hopefulAt = begun;
        while (true) {
            Refusal silence =
                    new Refusal(
                            ExitCode.UNKNOWN,
                            terminal.text(
                                    "service.gone",
                                    before.id(),
                                    Long.toString(longest.toSeconds())));
            Optional<ServiceView> seen = Optional.empty();
            try {
                seen =
                        client.services().services().stream()
                                .filter(one -> one.id().equals(before.id()))
                                .findFirst();
            } catch (AgentException e) {
                // The node that was asked may be the one that everything leaves: asked again. The
                // order was taken, so that no answer is no failure.
                silence =
                        new Refusal(
                                ExitCode.UNKNOWN, AgentAccess.refusal(e, terminal).getMessage());
            }
            long at = System.nanoTime();
            boolean isOver = at - begun >= longest.toNanos();
            if (seen.isPresent()) {
                ServiceView now = seen.get();
                boolean isHopeless = isHopeless(now);
                hopefulAt = isHopeless && !isRetried(before, now) ? hopefulAt : at;
                if (isDone(before, now, node)) {
                    return new Awaited(now, ExitCode.DONE);
                }
                if (isElsewhere(before, now) || at - hopefulAt >= SETTLE.toNanos()) {
                    return new Awaited(now, ExitCode.FAILED);
                }
                if (isOver) {
                    return new Awaited(now, isHopeless ? ExitCode.FAILED : ExitCode.UNKNOWN);
                }
            } else if (isOver) {
                throw silence;
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

    /// It went, and is settled where it was not sent to.
    private boolean isElsewhere(ServiceView before, ServiceView now) {
        return verb == Verb.MOVE
                && now.state() == State.ACTIVE
                && now.generation() > before.generation()
                && now.placedOn().equals(now.node());
    }

    /// Nothing more comes by itself.
    private boolean isHopeless(ServiceView now) {
        return now.state() == State.STUCK
                || (verb != Verb.STOP
                        && now.state() == State.WAITING
                        && now.placedOn().isEmpty()
                        && !now.failures().isEmpty());
    }

    /// A stop that failed is tried again by a stop, and takes its time.
    private boolean isRetried(ServiceView before, ServiceView now) {
        return verb == Verb.STOP && before.state() == State.STUCK && now.state() == State.STUCK;
    }
}
