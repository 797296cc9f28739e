package dev.belay.agent.remote;

import dev.belay.agent.remote.RemoteException.Kind;
import dev.belay.agent.xml.XmlElement;
import dev.belay.agent.xml.XmlException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A connection to a remote executor, from its handshake on. Safe for use by several threads.
///
/// Orders of one resource are carried out there one after the other, those of several side by side.
/// When it ends, whatever was under way may have been done: it is not known.
public final class RemoteSession implements AutoCloseable {

    /// Without a newer one the daemon asks for no schemas of a CIB, which we have none of.
    private static final String PROTOCOL = "1.1";

    /// From that on line feeds come as they are.
    private static final double PLAIN_SINCE = 1.2;

    /// As Pacemaker's own client: who does not answer by then is not there.
    private static final Duration REPLY = Duration.ofSeconds(10);

    /// Who does not take what is written is not waited for.
    private static final Duration LEAVE = Duration.ofSeconds(1);

    /// Recurring actions end with their connection, so that only one of two that follow each other
    /// looks.
    private static final int DROP_RECURRING = 3;

    private static final int ONLY_US = 2;
    private static final int ONLY_CHANGES_FOR_US = 6;

    /// What comes without being asked for. Called on the thread that reads: must not block.
    public interface Listener {

        /// A recurring action found something else than before, or was cancelled.
        void changed(Executed executed);

        /// A tool on the remote node speaks to its cluster.
        void asked(XmlElement proxied);

        /// Nothing comes any more.
        ///
        /// @param why a sentence
        void ended(String why);
    }

    /// Where to, as whom, and with what.
    ///
    /// @param client the name that it shows itself by, for the daemon's log
    /// @param connect how long a connection may take
    public record Target(InetSocketAddress address, AuthKey key, String client, Duration connect) {}

    /// A resource as a remote executor knows it.
    ///
    /// @param standard `ocf`, `systemd` or `lsb`
    /// @param provider only of `ocf`; else empty
    public record Agent(String standard, String provider, String type) {}

    /// What is registered there.
    ///
    /// @param recurring interval by action
    public record Registered(String resource, Map<String, Duration> recurring) {
        public Registered {
            recurring = Map.copyOf(recurring);
        }
    }

    /// An action of a resource that is registered.
    ///
    /// @param interval zero: once
    /// @param parameters with those that the cluster adds, `CRM_meta_…`
    public record Order(
            String resource,
            String action,
            Duration interval,
            Duration timeout,
            SortedMap<String, String> parameters) {

        /// Only what may stand in a log: a parameter may be secret.
        @Override
        public String toString() {
            return action + " of " + resource;
        }
    }

    private final Target target;
    private final SecureLine line;
    private final Listener listener;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong orders = new AtomicLong();
    private final Map<Long, CompletableFuture<XmlElement>> asked = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Executed>> begun = new ConcurrentHashMap<>();
    private volatile String token = "";
    private volatile boolean isEscaped = true;
    private volatile OptionalLong uptimeSeconds = OptionalLong.empty();
    private volatile long heardAt = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();

    private RemoteSession(Target target, SecureLine line, Listener listener) {
        this.target = target;
        this.line = line;
        this.listener = listener;
    }

    /// Connects and says who we are. Blocks for the time of a connection, a handshake and an
    /// answer, at most.
    ///
    /// @param answersTools whether tools on the remote node are answered by this session
    public static RemoteSession open(Target target, boolean answersTools, Listener listener)
            throws RemoteException, InterruptedException {
        SecureLine line = SecureLine.connect(target.address(), target.key(), target.connect());
        var session = new RemoteSession(target, line, listener);
        Thread.ofVirtual().name("remote-" + target.address().getPort()).start(session::read);
        try {
            session.register(answersTools);
        } catch (RemoteException | InterruptedException e) {
            session.cut();
            throw e;
        }
        return session;
    }

    private void register(boolean answersTools) throws RemoteException, InterruptedException {
        XmlElement hello =
                command("register")
                        .with("lrmd_clientname", target.client())
                        .with("lrmd_protocol_version", PROTOCOL)
                        .with("lrmd_is_ipc_provider", Boolean.toString(answersTools));
        XmlElement reply = ask(hello, "its greeting");
        token = reply.attribute("lrmd_clientid").orElse("");
        isEscaped =
                reply.attribute("lrmd_protocol_version")
                        .filter(version -> version.matches("\\d{1,3}\\.\\d{1,3}"))
                        .map(version -> Double.parseDouble(version) < PLAIN_SINCE)
                        .orElse(true);
        long uptime = Executed.number(reply, "uptime", -1);
        uptimeSeconds = uptime < 0 ? OptionalLong.empty() : OptionalLong.of(uptime);
    }

    /// How long the daemon had run when we came; only from 2.1.6 on.
    public OptionalLong uptimeSeconds() {
        return uptimeSeconds;
    }

    public boolean isOver() {
        return over.get();
    }

    /// Whether anything was heard within a time.
    boolean wasHeardWithin(Duration time) {
        return System.nanoTime() - heardAt < time.toNanos();
    }

    /// Makes a resource known; may be repeated. That its agent is installed is not looked at.
    public void register(String resource, Agent agent)
            throws RemoteException, InterruptedException {
        XmlElement what =
                resource(resource)
                        .with("lrmd_class", agent.standard())
                        .with("lrmd_type", agent.type());
        if (!agent.provider().isEmpty()) {
            what = what.with("lrmd_provider", agent.provider());
        }
        XmlElement order =
                command("lrmd_rsc_register")
                        .with("lrmd_callopt", Integer.toString(DROP_RECURRING))
                        .with(data(what));
        ask(order, "the registration of " + resource);
    }

    /// Forgets a resource that nothing is under way for; may be repeated.
    public void unregister(String resource) throws RemoteException, InterruptedException {
        ask(
                command("lrmd_rsc_unregister").with(data(resource(resource))),
                "the end of the registration of " + resource);
    }

    /// Orders an action. Blocks until the order has arrived.
    ///
    /// @return what comes of it; of a recurring one, of its first time. Ends exceptionally with a
    ///   [RemoteException] when the connection does
    public CompletableFuture<Executed> perform(Order order)
            throws RemoteException, InterruptedException {
        String mark = "belay-" + orders.incrementAndGet();
        var result = new CompletableFuture<Executed>();
        begun.put(mark, result);
        XmlElement what =
                resource(order.resource())
                        .with("lrmd_rsc_action", order.action())
                        .with("lrmd_rsc_userdata_str", mark)
                        .with("lrmd_rsc_interval", Long.toString(order.interval().toMillis()))
                        .with("lrmd_timeout", Long.toString(order.timeout().toMillis()))
                        .with("lrmd_rsc_start_delay", "0")
                        .with(XmlElement.of("attributes", order.parameters()));
        int notices = order.interval().isZero() ? ONLY_US : ONLY_CHANGES_FOR_US;
        try {
            ask(
                    command("lrmd_rsc_exec")
                            .with("lrmd_callopt", Integer.toString(notices))
                            .with(data(what)),
                    order.toString());
        } catch (RemoteException | InterruptedException e) {
            begun.remove(mark);
            throw e;
        }
        return result;
    }

    /// Ends a recurring action; may be repeated.
    public void cancel(String resource, String action, Duration interval)
            throws RemoteException, InterruptedException {
        XmlElement what =
                resource(resource)
                        .with("lrmd_rsc_action", action)
                        .with("lrmd_rsc_interval", Long.toString(interval.toMillis()));
        try {
            ask(
                    command("lrmd_rsc_cancel").with(data(what)),
                    "the end of the recurring " + action + " of " + resource);
        } catch (RemoteException e) {
            if (e.kind() != Kind.REFUSED) {
                throw e;
            }
            // There is none: that is what was wanted.
        }
    }

    /// All that is registered there, by whomever. Only from protocol 1.1 on.
    public List<Registered> inventory() throws RemoteException, InterruptedException {
        XmlElement reply = ask(command("lrmd_get_recurring"), "what is registered");
        List<Registered> all = new ArrayList<>();
        reply.children().stream()
                .flatMap(one ->
                        one.name().equals("lrmd_rsc") ? Stream.of(one) : one.children("lrmd_rsc"))
                .forEach(one -> all.add(registered(one)));
        return List.copyOf(all);
    }

    private static Registered registered(XmlElement one) {
        Map<String, Duration> recurring = new TreeMap<>();
        one.children("lrmd_rsc_op")
                .forEach(op ->
                        recurring.put(
                                op.attribute("lrmd_rsc_action").orElse(""),
                                Duration.ofMillis(Executed.number(op, "lrmd_rsc_interval", 0))));
        return new Registered(one.attribute("lrmd_rsc_id").orElse(""), recurring);
    }

    /// What a resource is there; empty when it is not known.
    public Optional<Agent> agent(String resource) throws RemoteException, InterruptedException {
        try {
            XmlElement reply =
                    ask(
                            command("lrmd_rsc_info").with(data(resource(resource))),
                            "what " + resource + " is");
            return Optional.of(
                    new Agent(
                            reply.attribute("lrmd_class").orElse(""),
                            reply.attribute("lrmd_provider").orElse(""),
                            reply.attribute("lrmd_type").orElse("")));
        } catch (RemoteException e) {
            if (e.kind() == Kind.REFUSED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Whether it still answers. Blocks until it has.
    public void poke() throws RemoteException, InterruptedException {
        ask(command("lrmd_rsc_poke"), "a sign of life");
    }

    /// Answers a tool on the remote node, or tells it something.
    ///
    /// @param message a whole `lrmd_ipc_proxy`
    public void answer(XmlElement message) throws RemoteException {
        send(message.with("t", "lrmd_ipc_proxy"));
    }

    private static XmlElement resource(String name) {
        return XmlElement.of("lrmd_rsc", Map.of("lrmd_origin", "belay", "lrmd_rsc_id", name));
    }

    private static XmlElement data(XmlElement what) {
        return XmlElement.of("lrmd_calldata", Map.of()).with(what);
    }

    private XmlElement command(String operation) {
        return XmlElement.of(
                "lrmd_command", Map.of("t", "lrmd", "lrmd_op", operation, "lrmd_async_id", token));
    }

    /// @param what was asked for, as a sentence's subject
    private XmlElement ask(XmlElement command, String what)
            throws RemoteException, InterruptedException {
        long id = messages.incrementAndGet();
        var reply = new CompletableFuture<XmlElement>();
        asked.put(id, reply);
        try {
            send(
                    command.with("lrmd_remote_msg_type", "request")
                            .with("lrmd_remote_msg_id", Long.toString(id))
                            .with("lrmd_timeout", Long.toString(REPLY.toMillis())));
            return checked(reply.get(REPLY.toMillis(), TimeUnit.MILLISECONDS), what);
        } catch (TimeoutException e) {
            // It may answer later, to a question that nobody remembers.
            cut();
            throw new RemoteException(
                    Kind.UNANSWERED,
                    "the remote executor at %s was to answer %s within %d s, and did not: what it did is not known"
                            .formatted(where(), what, REPLY.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RemoteException known ? known : ended(words(e));
        } finally {
            asked.remove(id);
        }
    }

    private XmlElement checked(XmlElement reply, String what) throws RemoteException {
        long code = Executed.number(reply, "lrmd_rc", 0);
        if (code < 0) {
            throw new RemoteException(
                    Kind.REFUSED,
                    "the remote executor at %s was asked for %s, and refused with error %d"
                            .formatted(where(), what, -code));
        }
        return reply;
    }

    private void send(XmlElement message) throws RemoteException {
        writing.lock();
        try {
            if (over.get()) {
                throw ended("it was closed");
            }
            new Frame(messages.get(), message.written()).write(line.out());
        } catch (IOException e) {
            // Half a message may be on its way: nothing can follow it.
            over(String.valueOf(e.getMessage()));
            throw ended(String.valueOf(e.getMessage()));
        } finally {
            writing.unlock();
        }
    }

    private RemoteException ended(String why) {
        return new RemoteException(
                Kind.ENDED,
                "the connection to the remote executor at %s has ended: %s"
                        .formatted(where(), why));
    }

    private String where() {
        return SecureLine.written(target.address());
    }

    private void read() {
        try {
            while (!over.get()) {
                Frame frame = Frame.read(line.in());
                heardAt = System.nanoTime();
                heard(HalfEscaped.parse(frame.text()));
            }
        } catch (IOException e) {
            over(e instanceof EOFException ? "the other end closed it" : words(e));
        } catch (XmlException e) {
            over(words(e));
        } catch (RuntimeException e) {
            over("a fault of this agent: " + e);
            throw e;
        }
    }

    private static String words(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private void heard(XmlElement message) {
        String type = message.attribute("lrmd_remote_msg_type").orElse("");
        if (type.equals("reply")) {
            CompletableFuture<XmlElement> waiting =
                    asked.get(Executed.number(message, "lrmd_remote_msg_id", 0));
            if (waiting != null) {
                waiting.complete(message);
            }
        } else if (message.name().equals("lrmd_ipc_proxy")) {
            listener.asked(message);
        } else if (message.attribute("lrmd_op").filter("lrmd_rsc_exec"::equals).isPresent()) {
            Executed executed = Executed.of(message, isEscaped);
            CompletableFuture<Executed> waiting = begun.remove(executed.token());
            if (waiting != null) {
                waiting.complete(executed);
            } else {
                listener.changed(executed);
            }
        }
    }

    /// Waits for nobody: whoever writes may be stuck until the line is cut.
    private void over(String why) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        line.cut();
        RemoteException end = ended(why);
        asked.values().forEach(one -> one.completeExceptionally(end));
        begun.values().forEach(one -> one.completeExceptionally(end));
        begun.clear();
        listener.ended(why);
    }

    /// Ends it at once: what was not sent is not.
    public void cut() {
        over("it was cut");
    }

    /// Takes leave of it. What was ordered and is not answered yet may not have arrived: then it is
    /// cut, so that it does not arrive after the orders of whoever comes next.
    @Override
    public void close() {
        if (!asked.isEmpty() || !begun.isEmpty()) {
            cut();
            return;
        }
        try {
            if (writing.tryLock(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (!over.get()) {
                        line.close();
                    }
                } finally {
                    writing.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over("it was closed");
    }
}
