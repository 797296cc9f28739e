package dev.belay.agent.main;

import dev.belay.agent.api.ApiFace;
import dev.belay.agent.api.Callers;
import dev.belay.agent.api.StreamHub;
import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.AgentVersion;
import dev.belay.agent.config.Identity;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.ConsensusException;
import dev.belay.agent.consensus.LateConsensus;
import dev.belay.agent.consensus.RatisConsensus;
import dev.belay.agent.health.History;
import dev.belay.agent.health.HostReader;
import dev.belay.agent.health.Metrics;
import dev.belay.agent.host.Accounts;
import dev.belay.agent.host.Clock;
import dev.belay.agent.http.Bounds;
import dev.belay.agent.http.HttpListener;
import dev.belay.agent.http.UnixSocket;
import dev.belay.agent.join.Belonging;
import dev.belay.agent.join.HostName;
import dev.belay.agent.join.Membership;
import dev.belay.agent.join.SystemHostName;
import dev.belay.agent.journal.Journal;
import dev.belay.agent.rollout.ConfigDoor;
import dev.belay.agent.rollout.Rollouts;
import dev.belay.agent.run.Asking;
import dev.belay.agent.run.Face;
import dev.belay.agent.run.Occurrences;
import dev.belay.agent.run.Publishing;
import dev.belay.agent.run.Sampling;
import dev.belay.agent.run.Watch;
import dev.belay.agent.tenure.SystemProxy;
import dev.belay.api.ApiError;
import dev.belay.model.status.Event;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An agent that is up: all its parts, wired by hand, and their orderly stop.
public final class RunningAgent {

    /// The reason that {@link #start}'s listener is called with when the log cannot be written.
    static final String LOG_FAILED = "log failed";

    private static final Duration CONSENSUS_STOP = Duration.ofMillis(1_400);
    private static final Duration STREAMS_STOP = Duration.ofMillis(300);

    private final StateFolder folder;
    private final Consumer<Event> record;
    private final Consensus consensus;
    private final StreamHub streams;
    private final List<Closing> closings;

    /// One step of the orderly stop.
    private interface Closing {
        void close() throws IOException;
    }

    /// The start of consensus on a thread of its own.
    private static final class Join {

        private final Thread thread;
        private @Nullable ConsensusException failure;

        Join(Joining joining) {
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("join")
                            .start(() -> {
                                try {
                                    joining.start().start();
                                } catch (ConsensusException e) {
                                    failure = e;
                                }
                            });
        }

        void await() throws ConsensusException, IOException {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while consensus started", e);
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    private RunningAgent(
            StateFolder folder,
            Consumer<Event> record,
            Consensus consensus,
            StreamHub streams,
            List<Closing> closings) {
        this.folder = folder;
        this.record = record;
        this.consensus = consensus;
        this.streams = streams;
        this.closings = closings;
    }

    /// Starts an agent. Blocks until its API answers.
    ///
    /// @param log where events are written as lines
    /// @param mustEnd called with the reason when the agent cannot go on; it is not yet stopped
    ///   then
    /// @throws StartRefused when something is not as it must be; nothing is left running then
    public static RunningAgent start(
            AgentConfig config, Clock clock, PrintStream log, Consumer<String> mustEnd)
            throws StartRefused {
        return start(
                config,
                clock,
                log,
                mustEnd,
                member -> {
                    var consensus = new RatisConsensus(member, clock::now);
                    return new Joining(consensus, consensus::start, consensus);
                },
                namesOf(config));
    }

    private static HostName namesOf(AgentConfig config) {
        return new SystemHostName(config.enrolling().name(), config.stateDir());
    }

    /// Consensus before its start.
    ///
    /// @param governed the same, when it is not a double
    record Joining(Consensus consensus, Start start, @Nullable RatisConsensus governed) {

        Joining(Consensus consensus, Start start) {
            this(consensus, start, null);
        }

        interface Start {
            void start() throws ConsensusException;
        }
    }

    static RunningAgent start(
            AgentConfig config,
            Clock clock,
            PrintStream log,
            Consumer<String> mustEnd,
            Supplier<Joining> made)
            throws StartRefused {
        return start(config, clock, log, mustEnd, _ -> made.get(), namesOf(config));
    }

    /// @param made makes the consensus of a member
    /// @param names the host's name
    static RunningAgent start(
            AgentConfig config,
            Clock clock,
            PrintStream log,
            Consumer<String> mustEnd,
            Function<AgentConfig, Joining> made,
            HostName names)
            throws StartRefused {
        var closings = new ArrayList<Closing>();
        try {
            return assemble(config, clock, new EventLog(log), mustEnd, made, names, closings);
        } catch (StartRefused e) {
            closeAll(closings, e);
            throw e;
        } catch (ConsensusException e) {
            var refused = new StartRefused(e.error());
            closeAll(closings, refused);
            throw refused;
        } catch (UnixSocket.Refused e) {
            var refused = new StartRefused(e.error());
            closeAll(closings, refused);
            throw refused;
        } catch (IOException e) {
            var refused = StateFolder.unwritable(config.stateDir(), e);
            closeAll(closings, refused);
            throw refused;
        }
    }

    private static RunningAgent assemble(
            AgentConfig config,
            Clock clock,
            EventLog log,
            Consumer<String> mustEnd,
            Function<AgentConfig, Joining> made,
            HostName names,
            List<Closing> closings)
            throws StartRefused, ConsensusException, UnixSocket.Refused, IOException {
        StateFolder folder = StateFolder.open(config, clock.now());
        closings.add(folder::close);
        Belonging.mend(folder.path());
        Optional<AgentConfig> member = member(config);
        if (member.isPresent()) {
            folder.claim(member.get());
        }
        Identity self =
                member.map(one -> new Identity(one.clusterId(), one.node()))
                        .orElseGet(() -> new Identity("", idOutside(names)));
        Journal journal = Journal.open(folder.path(), self::node);
        closings.add(journal::close);
        Consumer<Event> record =
                event -> {
                    var at = clock.now();
                    journal.append(event, at);
                    log.write(event, at);
                };
        var consensus = new LateConsensus(clock.now());
        consensus.onOccurrence(occurrence -> {
            Event event = Occurrences.event(occurrence);
            record.accept(event);
            if (event instanceof Event.LogFailed failed) {
                mustEnd.accept(LOG_FAILED + ": " + failed.why());
            }
        });
        // Consensus takes longest: the other parts open their files meanwhile.
        Optional<Joining> joining = member.map(made);
        var governing = new Governing(clock, record);
        closings.add(governing::close);
        joining.ifPresent(one -> consensus.enter(one.consensus()));
        Optional<Join> join = joining.map(Join::new);
        closings.add(() -> closeInTime(consensus));
        UnixSocket socket = UnixSocket.open(config.socket(), config.groups().guest());
        closings.add(socket::close);
        History history = History.open(folder.path(), self::node, record);
        closings.add(history::close);
        HostReader host = new HostReader(folder.path());
        closings.add(host::close);

        var watch = new Watch(self, consensus, clock, record);
        var streams = new StreamHub(journal, watch::status);
        closings.add(() -> streams.close(Duration.ZERO));
        var asking = new Asking(self, consensus, watch, journal, clock);
        var serving = new Serving(clock, record);
        SystemProxy proxy = SystemProxy.ofHost(config, record);
        var door =
                new ClusterDoor(
                        folder, self, consensus, watch, made, governing, serving, proxy::forget);
        var rollouts =
                Rollouts.open(
                        folder.path(),
                        new Rollouts.Parts(
                                self::node, consensus, watch::inSight, record, clock::now));
        closings.add(rollouts::close);
        var belonging =
                new Belonging(
                        new Belonging.Parts(
                                config,
                                self,
                                consensus,
                                door,
                                names,
                                clock,
                                record,
                                rollouts::hasAllInForce,
                                watch::hasReported,
                                governing::afterwards));
        closings.add(belonging::close);
        var face =
                new Face(
                        watch,
                        journal,
                        history,
                        asking,
                        consensus,
                        belonging,
                        governing,
                        new ConfigDoor(rollouts),
                        serving,
                        serving.fences(),
                        serving.cloud(),
                        serving.operations(),
                        clock,
                        record);
        var sampling =
                new Sampling(
                        host,
                        history,
                        streams,
                        watch,
                        consensus,
                        folder.path().toString(),
                        record,
                        clock);
        var publishing = new Publishing(streams, watch);
        consensus.onChange(() -> {
            watch.lookAtConsensus();
            asking.onConsensusChange();
            publishing.changed();
            rollouts.changed();
        });
        closings.add(asking::close);
        closings.add(sampling::close);
        closings.add(publishing::close);
        // The first to go: what runs here begins elsewhere while all else still works.
        closings.add(serving::close);

        if (join.isPresent()) {
            join.get().await();
        }
        if (joining.isPresent() && member.isPresent()) {
            governing.begin(member.get(), joining.get().governed());
            serving.begin(member.get(), joining.get().governed());
        } else {
            // Also where an agent before left and came to its end first.
            proxy.forget();
        }
        watch.begin();
        folder.lastStart().ifPresent(at -> record.accept(new Event.AgentDied(at)));
        record.accept(new Event.AgentStarted(AgentVersion.CURRENT));
        var callers =
                new Callers(Accounts.ofHost(), config.groups(), System.getProperty("user.name"));
        var api = new ApiFace(config.groups(), self, AgentVersion.CURRENT, face, streams, callers);
        var listener = HttpListener.start(socket.channel(), Bounds.API, api::answer);
        closings.add(listener::close);
        if (config.metricsPort() != 0) {
            var metrics = new Metrics(watch::status, watch::report, journal::lastSeq);
            var scrapes = HttpListener.start(metricsChannel(config), Bounds.API, metrics::answer);
            closings.add(scrapes::close);
        }
        asking.start();
        sampling.start();
        publishing.start();
        belonging.start();
        rollouts.start();
        return new RunningAgent(folder, record, consensus, streams, closings);
    }

    /// The configuration as a member: the file's own, or with what the state folder says.
    private static Optional<AgentConfig> member(AgentConfig config) throws IOException {
        return config.isMember()
                ? Optional.of(config)
                : Membership.read(config.stateDir()).map(one -> one.applied(config));
    }

    private static String idOutside(HostName names) {
        String id = HostName.id(names.now());
        return id.isEmpty() ? "localhost" : id;
    }

    /// Stops in order: announces it, ends the streams, hands the lead over, closes the files.
    public void stop(String reason) {
        record.accept(new Event.AgentStopped(reason));
        streams.close(STREAMS_STOP);
        var trouble = new IOException("stopped out of order");
        // The last one is the folder's lock: its mark goes first.
        closings.set(
                0,
                () -> {
                    folder.markStopped();
                    folder.close();
                });
        closeAll(closings, trouble);
        for (Throwable one : trouble.getSuppressed()) {
            System.err.println("belay agent: stopped out of order: " + one);
        }
    }

    Consensus consensus() {
        return consensus;
    }

    private static ServerSocketChannel metricsChannel(AgentConfig config) throws StartRefused {
        var address = new InetSocketAddress(config.metricsHost(), config.metricsPort());
        try {
            return ServerSocketChannel.open().bind(address);
        } catch (IOException e) {
            throw new StartRefused(
                    new ApiError(
                            "metrics-address-unusable",
                            "the address " + config.metricsHost() + ":" + config.metricsPort(),
                            String.valueOf(e.getMessage()),
                            "stop the other program, or choose another metricsPort; 0 is none"));
        }
    }

    /// A peer that hangs must not keep this node from stopping: the log on disk is whole at any
    /// time.
    private static void closeInTime(Consensus consensus) {
        var closing = Thread.ofPlatform().daemon().name("consensus-close").start(consensus::close);
        try {
            var _ = closing.join(CONSENSUS_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeAll(List<Closing> closings, Exception trouble) {
        for (Closing closing : closings.reversed()) {
            try {
                closing.close();
            } catch (IOException e) {
                trouble.addSuppressed(e);
            }
        }
    }
}
