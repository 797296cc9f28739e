package dev.belay.agent.remote;

import dev.belay.agent.remote.ResourceQueue.Effect;
import dev.belay.agent.xml.XmlElement;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/// The other end of a [RemoteSession]: this node as a remote node of a cluster, which need not be
/// ours (Pacemaker's `daemons/execd`).
///
/// OPEN -> DRAINING -> ENDED; OPEN -> ENDED where no cluster is there to be asked.
public final class RemoteServer implements AutoCloseable {

    /// From 1.2 on a daemon may ask for the schemas of a CIB, which this one has no use for.
    private static final String PROTOCOL = "1.1";

    private static final long WRONG_PROTOCOL = -71;

    private final Consumer<String> log;
    private final long began = System.nanoTime();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("remote").factory());

    /// What the cluster calls the node that an operation is for.
    private static final String ON_NODE = "CRM_meta_on_node";

    private final List<Caller> callers = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Executor executor;
    private final Doorway doorway;
    private long calls;
    private volatile boolean isDraining;

    private RemoteServer(
            InetSocketAddress at,
            Path keyFile,
            Agents agents,
            Consumer<String> strangers,
            Consumer<String> log)
            throws IOException {
        this.log = log;
        this.executor = new Executor(agents, thread, this::forward, this::tell, log);
        this.doorway = Doorway.open(at, keyFile, this::serve, strangers);
    }

    /// Listens from now on.
    ///
    /// @param keyFile read anew for each connection; may appear later
    /// @param strangers gets sentences of those who have no key
    /// @param log gets all others
    /// @throws IOException when the port is taken, or the address is not here
    public static RemoteServer start(
            InetSocketAddress at,
            Path keyFile,
            Agents agents,
            Consumer<String> strangers,
            Consumer<String> log)
            throws IOException {
        return new RemoteServer(at, keyFile, agents, strangers, log);
    }

    public InetSocketAddress address() {
        return doorway.address();
    }

    private void serve(String from, SecureLine line) {
        var caller = new Caller(from, line);
        onThread(() -> {
            callers.forEach(one -> notify(one, Wire.notice("lrmd_notify", "lrmd_rsc_new_client")));
            callers.add(caller);
        });
        log.accept("%s is connected".formatted(caller));
        String why;
        try {
            why = caller.listen((who, message) -> onThread(() -> heard(who, message)));
        } catch (RuntimeException e) {
            caller.cut();
            why = "a fault of this agent: " + e;
        }
        log.accept("%s is no longer connected: %s".formatted(caller, why));
        onThread(() -> {
            callers.remove(caller);
            executor.dropped(caller.id());
            endWhenDrained();
        });
    }

    /// Waits, so that nobody orders faster than orders are taken.
    private void onThread(Runnable work) {
        try {
            thread.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: there is nothing left to be changed.
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void heard(Caller caller, XmlElement message) {
        String operation = Wire.text(message, "lrmd_op");
        boolean isProxied = message.name().equals("lrmd_ipc_proxy");
        if (!isProxied && !message.name().equals("lrmd_command")) {
            return;
        }
        calls++;
        XmlElement what =
                message.child("lrmd_calldata")
                        .flatMap(data -> data.child("lrmd_rsc"))
                        .orElse(XmlElement.of("lrmd_rsc", Map.of()));
        String resource = Wire.text(what, "lrmd_rsc_id");
        XmlElement reply = Wire.reply(message, calls, 0);
        switch (operation) {
            case "register" -> caller.say(welcome(caller, message, reply));
            case "lrmd_rsc_register" -> {
                executor.register(
                        resource,
                        new RemoteSession.Agent(
                                Wire.text(what, "lrmd_class"),
                                Wire.text(what, "lrmd_provider"),
                                Wire.text(what, "lrmd_type")),
                        (int) Executed.number(message, "lrmd_callopt", 0));
                answerAll(caller, reply, operation, resource);
            }
            case "lrmd_rsc_info" -> caller.say(executor.described(resource, reply));
            case "lrmd_rsc_unregister" ->
                    answerAll(
                            caller,
                            coded(reply, executor.unregister(resource)),
                            operation,
                            resource);
            case "lrmd_rsc_exec" -> order(caller, message, what, reply);
            case "lrmd_rsc_cancel" ->
                    caller.say(
                            coded(
                                    reply,
                                    executor.cancel(
                                            resource,
                                            Wire.text(what, "lrmd_rsc_action"),
                                            Duration.ofMillis(
                                                    Executed.number(
                                                            what, "lrmd_rsc_interval", 0)))));
            case "lrmd_get_recurring" -> caller.say(executor.inventory(reply));
            case "lrmd_rsc_poke" -> answerAll(caller, reply, operation, "");
            case "lrmd_check" -> {
                // It wants no answer: it is for a watchdog, which this node has none of.
            }
            case "ipc_fwd" -> {
                caller.say(reply);
                proxied(caller, message);
            }
            default -> caller.say(coded(reply, Executor.NOT_SUPPORTED));
        }
    }

    /// The answer has the call's number, which the cluster has to know before it hears of a result.
    private void order(Caller caller, XmlElement message, XmlElement what, XmlElement reply) {
        long code = executor.order(Wire.operation(message, what, calls, caller.id()));
        caller.say(coded(reply, code));
    }

    private static XmlElement coded(XmlElement reply, long code) {
        return reply.with("lrmd_rc", Long.toString(code));
    }

    private XmlElement welcome(Caller caller, XmlElement message, XmlElement reply) {
        XmlElement welcome =
                reply.with("lrmd_op", "register")
                        .with("lrmd_clientid", caller.id())
                        .with("lrmd_protocol_version", PROTOCOL)
                        .with(
                                "uptime",
                                Long.toString(
                                        Duration.ofNanos(System.nanoTime() - began).toSeconds()));
        String version = Wire.text(message, "lrmd_protocol_version");
        if (!version.matches("[1-9]\\d{0,3}(\\.\\d{1,4})*")) {
            log.accept(
                    "%s was to speak version 1 or newer, and speaks '%s'"
                            .formatted(caller, version));
            return coded(welcome, WRONG_PROTOCOL);
        }
        boolean isProvider = message.isSet("lrmd_is_ipc_provider");
        caller.introduced(Wire.text(message, "lrmd_clientname"), isProvider);
        // The newest is the one that is asked.
        callers.remove(caller);
        callers.add(caller);
        if (isProvider && isDraining) {
            askToLeave(caller);
        }
        return welcome;
    }

    private void answerAll(Caller caller, XmlElement reply, String operation, String resource) {
        caller.say(reply);
        XmlElement notice =
                Wire.notice("lrmd_notify", operation)
                        .with("lrmd_rc", Wire.text(reply, "lrmd_rc"))
                        .with("lrmd_callid", Wire.text(reply, "lrmd_callid"));
        XmlElement whole = resource.isEmpty() ? notice : notice.with("lrmd_rsc_id", resource);
        callers.forEach(one -> notify(one, whole));
    }

    /// Who has not said its name is told nothing.
    private static void notify(Caller caller, XmlElement notice) {
        if (!caller.name().isEmpty()) {
            caller.say(notice);
        }
    }

    private void tell(Effect.Tell result, boolean isForgotten) {
        XmlElement notice = Wire.result(result, isForgotten);
        callers.stream()
                .filter(one ->
                        !result.operation().isOnlyForCaller()
                                || one.id().equals(result.operation().caller()))
                .forEach(one -> notify(one, notice));
    }

    private Optional<Caller> provider() {
        return callers.reversed().stream().filter(Caller::isProvider).findFirst();
    }

    private void forward(Effect.Pass said) {
        String here = said.operation().parameters().getOrDefault(ON_NODE, "");
        provider()
                .ifPresent(caller ->
                        said.attributes()
                                .forEach(one ->
                                        Proxied.update(one, one.node().equals(here))
                                                .forEach(caller::say)));
    }

    private void proxied(Caller caller, XmlElement message) {
        switch (Wire.text(message, "lrmd_ipc_op")) {
            case "response" -> caller.say(Proxied.end(Wire.text(message, "lrmd_ipc_session")));
            case "shutdown_ack" ->
                    log.accept("the cluster takes away what runs here, and then this node");
            case "shutdown_nack" -> {
                log.accept("the cluster takes nothing away from here");
                ended.countDown();
            }
            default -> {
                // Whoever said what was forwarded is gone, and asks for nothing more.
            }
        }
    }

    /// Takes no more connections, and asks the cluster to take away what runs here. What runs stays
    /// as it is where no cluster is connected.
    public void drain() {
        doorway.close();
        onThread(() -> {
            isDraining = true;
            provider().ifPresent(RemoteServer::askToLeave);
            endWhenDrained();
        });
    }

    private static void askToLeave(Caller caller) {
        caller.say(Proxied.shutdown());
    }

    private void endWhenDrained() {
        if (isDraining && callers.stream().noneMatch(Caller::isProvider)) {
            ended.countDown();
        }
    }

    /// Blocks until nothing is left to wait for.
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /// Ends all connections. What runs goes on.
    @Override
    public void close() {
        doorway.close();
        callers.forEach(Caller::cut);
        thread.shutdownNow();
        ended.countDown();
    }
}
