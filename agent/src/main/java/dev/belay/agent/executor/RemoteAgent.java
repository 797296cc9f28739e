package dev.belay.agent.executor;

import dev.belay.agent.host.Parent;
import dev.belay.agent.host.ServiceNotice;
import dev.belay.agent.program.Programs;
import dev.belay.agent.remote.AuthKey;
import dev.belay.agent.remote.RemoteException;
import dev.belay.agent.remote.RemoteServer;
import dev.belay.agent.resource.ClusterTools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// This node as a remote node, in the foreground of its process, until a signal or a lost parent
/// ends it.
public final class RemoteAgent {

    /// Whoever tells an unauthenticated peer's doings tells each kind of them once in that time.
    private static final Duration QUIET = Duration.ofMinutes(1);

    private RemoteAgent() {}

    /// It cannot listen.
    public static final class PortTaken extends Exception {

        PortTaken(String at, IOException cause) {
            super(at + ": " + cause.getMessage(), cause);
        }
    }

    /// Runs until the process is told to stop, and the cluster has taken away what runs here.
    /// Blocks.
    ///
    /// @param log gets sentences
    /// @throws PortTaken when it cannot listen
    /// @throws IOException when the folder for what lives as long as an action cannot be made
    public static void run(ExecutorSettings settings, boolean dieWithParent, Consumer<String> log)
            throws PortTaken, IOException, InterruptedException {
        Consumer<String> calm = new CalmLog(log, QUIET, System::nanoTime);
        lookAtKey(settings.keyFile(), calm);
        var agents =
                new InstalledAgents(
                        new Programs(settings.stateDir().resolve("programs")),
                        ClusterTools.install(settings.stateDir().resolve("tools")));
        var told = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    if (done.getCount() > 0) {
                                        told.countDown();
                                        endInOrder(done);
                                    }
                                },
                                "stop"));
        try (var notice = ServiceNotice.ofEnvironment();
                RemoteServer server = listen(settings, agents, calm, log)) {
            log.accept("this node takes orders at " + server.address());
            notice.ready();
            if (dieWithParent) {
                Parent.watch(told::countDown);
            }
            told.await();
            notice.stopping();
            log.accept("told to stop: the cluster is asked to take away what runs here");
            server.drain();
            server.awaitEnd();
            log.accept("stopped");
        } finally {
            done.countDown();
        }
    }

    private static RemoteServer listen(
            ExecutorSettings settings,
            InstalledAgents agents,
            Consumer<String> strangers,
            Consumer<String> log)
            throws PortTaken {
        String at =
                (settings.address().isEmpty() ? "*" : settings.address()) + ":" + settings.port();
        try {
            InetSocketAddress address =
                    settings.address().isEmpty()
                            ? new InetSocketAddress(settings.port())
                            : new InetSocketAddress(
                                    InetAddress.getByName(settings.address()), settings.port());
            return RemoteServer.start(address, settings.keyFile(), agents, strangers, log);
        } catch (IOException e) {
            throw new PortTaken(at, e);
        }
    }

    /// Tells what would keep a cluster out, or lets others in; Pacemaker refuses nothing of it.
    private static void lookAtKey(Path file, Consumer<String> log) throws IOException {
        try {
            log.accept("the key is " + AuthKey.read(file));
        } catch (RemoteException e) {
            log.accept(e.getMessage() + "; nobody gets in until then");
            return;
        }
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            log.accept(
                    "a key that only root and its group can read was wanted, found '%s' readable by everyone: chmod o-rwx, and replace it on all nodes"
                            .formatted(file));
        }
    }

    /// As long as it takes: the cluster moves services meanwhile. The virtual machine would end a
    /// process that got SIGTERM with 143; an orderly stop is 0.
    private static void endInOrder(CountDownLatch done) {
        try {
            done.await();
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
