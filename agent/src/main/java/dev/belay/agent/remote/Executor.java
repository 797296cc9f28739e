package dev.belay.agent.remote;

import dev.belay.agent.remote.ResourceQueue.Effect;
import dev.belay.agent.remote.ResourceQueue.Moment;
import dev.belay.agent.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All resources that are registered here, and what is done with them. Everything here happens on
/// one thread, but for the operations themselves.
final class Executor {

    /// As `errno` has them.
    static final long UNKNOWN_RESOURCE = -19;

    static final long UNDER_WAY = -115;
    static final long NOT_SUPPORTED = -95;

    private static final int DROP_RECURRING = 1;

    /// A resource that a cluster has made known.
    private static final class Known {
        final ResourceQueue queue = new ResourceQueue();
        RemoteSession.Agent agent;
        int options;
        boolean isForgotten;
        @Nullable Thread running;

        Known(RemoteSession.Agent agent) {
            this.agent = agent;
        }
    }

    private final Agents agents;
    private final ScheduledExecutorService thread;
    private final Consumer<Effect.Pass> attributes;
    private final Telling telling;
    private final Consumer<String> log;
    private final Map<String, Known> resources = new TreeMap<>();

    /// Where results go.
    interface Telling {
        void tell(Effect.Tell result, boolean isForgotten);
    }

    /// @param thread the one that everything happens on
    /// @param attributes gets what agents said of the node, before the result is told
    Executor(
            Agents agents,
            ScheduledExecutorService thread,
            Consumer<Effect.Pass> attributes,
            Telling telling,
            Consumer<String> log) {
        this.agents = agents;
        this.thread = thread;
        this.attributes = attributes;
        this.telling = telling;
        this.log = log;
    }

    private static Moment now() {
        return new Moment(
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), Instant.now().getEpochSecond());
    }

    /// Another agent by a name that is known takes its place.
    void register(String resource, RemoteSession.Agent agent, int options) {
        Known known = resources.computeIfAbsent(resource, _ -> new Known(agent));
        if (!known.agent.equals(agent)) {
            carryOut(known, known.queue.forgotten());
            known.agent = agent;
        }
        known.options = options;
        known.isForgotten = false;
    }

    /// Its agent's attributes, or none where it is not known.
    XmlElement described(String resource, XmlElement reply) {
        Known known = resources.get(resource);
        if (known == null || known.isForgotten) {
            return reply.with("lrmd_rc", Long.toString(UNKNOWN_RESOURCE));
        }
        XmlElement described =
                reply.with("lrmd_rsc_id", resource)
                        .with("lrmd_class", known.agent.standard())
                        .with("lrmd_type", known.agent.type());
        return known.agent.provider().isEmpty()
                ? described
                : described.with("lrmd_provider", known.agent.provider());
    }

    long unregister(String resource) {
        Known known = resources.get(resource);
        if (known == null) {
            return 0;
        }
        known.isForgotten = true;
        carryOut(known, known.queue.forgotten());
        if (known.queue.isRunning()) {
            // It goes when that has ended.
            return UNDER_WAY;
        }
        resources.remove(resource);
        return 0;
    }

    /// Takes an order, and says the call's number, or an error.
    long order(Operation operation) {
        Known known = resources.get(operation.resource());
        if (known == null || known.isForgotten) {
            return UNKNOWN_RESOURCE;
        }
        carryOut(known, known.queue.ordered(operation, now()));
        return operation.call();
    }

    long cancel(String resource, String action, Duration interval) {
        Known known = resources.get(resource);
        if (known == null) {
            return UNKNOWN_RESOURCE;
        }
        List<Effect> effects = new ArrayList<>();
        boolean isFound = known.queue.cancelled(action, interval, now(), effects);
        carryOut(known, effects);
        return isFound ? 0 : NOT_SUPPORTED;
    }

    /// What a connection that has ended wanted to have done again and again is done no more, where
    /// it said so.
    void dropped(String caller) {
        resources.values().stream()
                .filter(one -> (one.options & DROP_RECURRING) != 0)
                .toList()
                .forEach(one -> carryOut(one, one.queue.dropped(caller, now())));
    }

    XmlElement inventory(XmlElement reply) {
        XmlElement all = reply;
        for (Map.Entry<String, Known> one : resources.entrySet()) {
            XmlElement resource = XmlElement.of("lrmd_rsc", Map.of("lrmd_rsc_id", one.getKey()));
            for (Operation operation : one.getValue().queue.recurring()) {
                resource =
                        resource.with(
                                XmlElement.of(
                                        "lrmd_rsc_op",
                                        Map.of(
                                                "lrmd_rsc_id",
                                                one.getKey(),
                                                "lrmd_rsc_action",
                                                operation.action(),
                                                "lrmd_rsc_interval",
                                                Long.toString(operation.interval().toMillis()),
                                                "lrmd_timeout",
                                                Long.toString(operation.timeout().toMillis()))));
            }
            all = all.with(resource);
        }
        return all;
    }

    private void carryOut(Known known, List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Run(Operation operation) -> {
                    RemoteSession.Agent agent = known.agent;
                    known.running =
                            Thread.ofVirtual()
                                    .name("remote-" + operation.call())
                                    .start(() -> run(known, agent, operation));
                }
                case Effect.Kill() -> {
                    Thread running = known.running;
                    if (running != null) {
                        running.interrupt();
                    }
                }
                case Effect.Pass pass -> attributes.accept(pass);
                case Effect.Wake(long number, Duration after) -> {
                    // Its own fault is told by itself.
                    var _ =
                            thread.schedule(
                                    guarded(() ->
                                            carryOut(known, known.queue.woken(number, now()))),
                                    after.toMillis(),
                                    TimeUnit.MILLISECONDS);
                }
                case Effect.Tell tell -> telling.tell(tell, known.isForgotten);
            }
        }
    }

    private void run(Known known, RemoteSession.Agent agent, Operation operation) {
        Outcome outcome;
        try {
            outcome = agents.perform(agent, operation);
        } catch (InterruptedException _) {
            // What ran was killed with it; the thread has nothing else to do.
            outcome = Outcome.failed("it was broken off");
        } catch (RuntimeException e) {
            log.accept("a fault of this agent in %s: %s".formatted(operation, e));
            outcome = Outcome.failed("a fault of this agent: " + e);
        }
        Outcome result = outcome;
        try {
            thread.execute(guarded(() -> ended(known, operation.resource(), result)));
        } catch (RejectedExecutionException e) {
            // Nobody is left who could be told.
            return;
        }
    }

    private void ended(Known known, String resource, Outcome outcome) {
        carryOut(known, known.queue.ended(outcome, now()));
        if (known.isForgotten && !known.queue.isRunning()) {
            resources.remove(resource, known);
        }
    }

    /// Our own bug must be seen, and must not stop what else is under way.
    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                log.accept("a fault of this agent: " + e);
                throw e;
            }
        };
    }
}
