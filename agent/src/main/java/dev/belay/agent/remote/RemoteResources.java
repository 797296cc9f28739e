package dev.belay.agent.remote;

import dev.belay.agent.program.Said;
import dev.belay.agent.remote.RemoteSession.Agent;
import dev.belay.agent.remote.RemoteSession.Order;
import dev.belay.agent.resource.ResourceAction;
import dev.belay.agent.resource.ResourceAgent;
import dev.belay.agent.resource.ResourceCall;
import dev.belay.agent.resource.Result;
import dev.belay.agent.resource.Results;
import dev.belay.agent.resource.Trace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Resources of a remote node, each with its agent there. What only looks, and what stops, is asked
/// again in the next session when the connection ends under it; a start is not: whether it was done
/// is not known then.
public final class RemoteResources {

    /// From the end of an action's own time until its end has to be heard.
    private static final Duration SLACK = Duration.ofSeconds(15);

    /// A stop waits for the next session; only a node that is fenced ends that.
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private static final Duration TURN = Duration.ofSeconds(1);

    private static final String FEATURE_SET = "3.16.1";

    private final RemoteLink link;
    private final String node;
    private final Map<RemoteSession, Map<String, Agent>> registered = new ConcurrentHashMap<>();

    /// What recurring looks saw last, by resource.
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();

    private volatile boolean isOver;

    private record Watched(RemoteSession session, Duration interval, Executed last) {}

    /// @param node as agents are told that they run on
    public RemoteResources(RemoteLink link, String node) {
        this.link = link;
        this.node = node;
    }

    /// To be called with what the link hears.
    public void changed(Executed executed) {
        watched.computeIfPresent(
                executed.resource(),
                (_, one) ->
                        one.interval().equals(executed.interval())
                                ? new Watched(one.session(), one.interval(), executed)
                                : one);
    }

    /// What starts, stops and looks at resources of such a kind there.
    public ResourceAgent of(Agent agent) {
        return call -> perform(agent, call);
    }

    private Result perform(Agent agent, ResourceCall call) throws InterruptedException {
        boolean isRepeatable =
                call.action() != ResourceAction.START && call.action() != ResourceAction.MONITOR;
        long end =
                System.nanoTime()
                        + (call.action() == ResourceAction.STOP ? FOR_EVER : call.timeout())
                                .toNanos();
        while (true) {
            Duration left =
                    call.action() == ResourceAction.MONITOR
                            ? Duration.ZERO
                            : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            var session = await(left);
            if (session.isEmpty()) {
                return unreached();
            }
            try {
                return in(session.get(), agent, call);
            } catch (RemoteException e) {
                if (e.kind() == RemoteException.Kind.REFUSED) {
                    return new Result.NotStarted(String.valueOf(e.getMessage()));
                }
                if (!isRepeatable || System.nanoTime() >= end) {
                    return unknown(String.valueOf(e.getMessage()));
                }
                // Its end is told a moment after whoever waited for it heard of it.
                Thread.sleep(20);
            }
        }
    }

    /// Nothing begun before the node was stopped for certain goes on after it.
    private Optional<RemoteSession> await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isOver) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            var session = link.await(left.compareTo(TURN) < 0 ? left : TURN);
            if (session.isPresent() || left.isZero()) {
                return isOver ? Optional.empty() : session;
            }
        }
        return Optional.empty();
    }

    /// Nobody is waited for any more.
    public void close() {
        isOver = true;
    }

    private Result unreached() {
        return unknown("there is no connection to it: " + link.trouble());
    }

    private static Result unknown(String why) {
        return new Result.Unknown(trace(why, "", Duration.ZERO));
    }

    private Result in(RemoteSession session, Agent agent, ResourceCall call)
            throws RemoteException, InterruptedException {
        makeKnown(session, agent, call.resource());
        if (call.action() == ResourceAction.MONITOR) {
            Watched known = watched.get(call.resource());
            if (known != null
                    && known.session() == session
                    && known.interval().equals(call.interval())) {
                return result(call.action(), known.last());
            }
        } else if (call.action() == ResourceAction.STOP) {
            watched.remove(call.resource());
        }
        Executed executed = executed(session, call);
        if (call.action() == ResourceAction.MONITOR) {
            watched.put(call.resource(), new Watched(session, call.interval(), executed));
        }
        return result(call.action(), executed);
    }

    private void makeKnown(RemoteSession session, Agent agent, String resource)
            throws RemoteException, InterruptedException {
        registered.keySet().removeIf(RemoteSession::isOver);
        Map<String, Agent> known =
                registered.computeIfAbsent(session, _ -> new ConcurrentHashMap<>());
        if (!agent.equals(known.get(resource))) {
            session.register(resource, agent);
            known.put(resource, agent);
        }
    }

    private Executed executed(RemoteSession session, ResourceCall call)
            throws RemoteException, InterruptedException {
        CompletableFuture<Executed> result =
                session.perform(
                        new Order(
                                call.resource(),
                                call.action().word(),
                                call.interval(),
                                call.timeout(),
                                parameters(call)));
        try {
            return result.get(call.timeout().plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RemoteException ended) {
                throw ended;
            }
            throw new IllegalStateException("an order ends with what came of it", e);
        } catch (TimeoutException e) {
            throw new RemoteException(
                    RemoteException.Kind.UNANSWERED,
                    "the remote executor was to tell what came of %s, and did not: what it did is not known"
                            .formatted(call),
                    e);
        }
    }

    private SortedMap<String, String> parameters(ResourceCall call) {
        SortedMap<String, String> all = new TreeMap<>(call.parameters());
        call.meta().forEach((name, value) -> all.put("CRM_meta_" + name, value));
        all.put("crm_feature_set", FEATURE_SET);
        all.put("CRM_meta_name", call.action().word());
        all.put("CRM_meta_timeout", Long.toString(call.timeout().toMillis()));
        if (!call.interval().isZero()) {
            all.put("CRM_meta_interval", Long.toString(call.interval().toMillis()));
        }
        all.put("CRM_meta_on_node", node);
        all.put("CRM_meta_on_node_uuid", node);
        return all;
    }

    private static Result result(ResourceAction action, Executed executed) {
        Trace trace = trace(executed.reason(), executed.output(), executed.took());
        return switch (executed.status()) {
            case TIMEOUT, PENDING, CANCELLED -> new Result.Unknown(trace);
            case DONE,
                    NOT_SUPPORTED,
                    ERROR,
                    ERROR_HARD,
                    ERROR_FATAL,
                    NOT_INSTALLED,
                    NOT_CONNECTED,
                    INVALID,
                    NO_FENCE_DEVICE,
                    NO_SECRETS ->
                    Results.ofOcf(action, executed.code(), trace);
        };
    }

    private static Trace trace(String reason, String output, Duration took) {
        return Trace.of(new Said(output, "", reason, false, took));
    }
}
