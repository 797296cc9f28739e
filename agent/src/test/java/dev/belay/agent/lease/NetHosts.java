package dev.belay.agent.lease;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Two hosts, a client and two observers on one bridge, each a network namespace of its own. Needs
/// root.
public final class NetHosts {

    public static final String VIRTUAL4 = "10.99.7.50";
    public static final String VIRTUAL6 = "fd99:7::50";

    private static final List<String> NAMES = List.of("h1", "h2", "client", "eye1", "eye2");

    static final int PORT = 7_777;

    private final String prefix;
    private final List<ServerSocket> servers = new ArrayList<>();

    private NetHosts(String prefix) {
        this.prefix = prefix;
    }

    public static NetHosts start() throws Exception {
        return start(0);
    }

    /// One of several that this process has at once.
    static NetHosts start(int number) throws Exception {
        var hosts =
                new NetHosts("bg" + ProcessHandle.current().pid() % 100_000 + "-" + number + "-");
        hosts.end();
        try {
            hosts.build();
        } catch (Exception e) {
            hosts.end();
            throw e;
        }
        return hosts;
    }

    /// What the names of its namespaces begin with: of nobody else on this machine.
    String prefix() {
        return prefix;
    }

    private void build() throws Exception {
        String bridge = prefix + "br";
        must("ip", "netns", "add", bridge);
        must("ip", "-n", bridge, "link", "add", "br0", "up", "type", "bridge");
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            must("ip", "netns", "add", prefix + name);
            must(
                    "ip",
                    "-n",
                    prefix + name,
                    "link",
                    "add",
                    "eth0",
                    "type",
                    "veth",
                    "peer",
                    "name",
                    name,
                    "netns",
                    bridge);
            must("ip", "-n", bridge, "link", "set", name, "master", "br0", "up");
            must("ip", "-n", prefix + name, "link", "set", "lo", "up");
            must("ip", "-n", prefix + name, "link", "set", "eth0", "up");
            must(
                    "ip",
                    "-n",
                    prefix + name,
                    "address",
                    "add",
                    "10.99.7." + (11 + i) + "/24",
                    "dev",
                    "eth0");
            must(
                    "ip",
                    "-n",
                    prefix + name,
                    "address",
                    "add",
                    "fd99:7::" + (11 + i) + "/64",
                    "dev",
                    "eth0",
                    "nodad");
            servers.add(server(name));
        }
    }

    /// Runs a program in a host.
    ///
    /// @return what it said, when it succeeded
    public Optional<String> run(String host, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", prefix + host));
        command.addAll(List.of(words));
        return said(command);
    }

    /// Starts a program in a host.
    Process start(String host, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", prefix + host));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /// Starts a program in a host that writes what it says to a file.
    Process start(String host, File log, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", prefix + host));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /// Whether a connection is made within a fifth of a second.
    public boolean answers(String from, String address) throws Exception {
        return inside(from, () -> isAnswered(new InetSocketAddress(0), address));
    }

    /// Whether it answers within some seconds: who found no neighbour asks again a second later.
    public boolean answersSoon(String from, String address) throws Exception {
        long until = System.nanoTime() + 5_000_000_000L;
        while (System.nanoTime() < until) {
            if (answers(from, address)) {
                return true;
            }
        }
        return false;
    }

    /// The same, from an address of the asker.
    boolean answers(String from, String ownAddress, String address) throws Exception {
        return inside(from, () -> isAnswered(new InetSocketAddress(ownAddress, 0), address));
    }

    private static boolean isAnswered(InetSocketAddress own, String address) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(own);
            socket.connect(new InetSocketAddress(address, PORT), 200);
            return true;
        } catch (SocketTimeoutException | SocketException e) {
            // What the gate drops on its way out is an error to the sender.
            return false;
        }
    }

    private ServerSocket server(String host) throws Exception {
        return inside(
                host,
                () -> {
                    var server = new ServerSocket(PORT);
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                while (!server.isClosed()) {
                                    try {
                                        server.accept().close();
                                    } catch (IOException _) {
                                        // Closed, or the asker has gone.
                                    }
                                }
                            });
                    return server;
                });
    }

    public void must(String host, List<String> words) throws Exception {
        if (run(host, words.toArray(String[]::new)).isEmpty()) {
            throw new IOException("failed in " + host + ": " + words);
        }
    }

    /// Runs code on a thread of its own that is in a host; sockets that it opens stay there.
    public <T> T inside(String host, Callable<T> code) throws Exception {
        var task =
                new FutureTask<T>(() -> {
                    enter("/run/netns/" + prefix + host);
                    return code.call();
                });
        Thread.ofPlatform().start(task);
        return task.get(60, TimeUnit.SECONDS);
    }

    @SuppressWarnings("restricted") // with the signatures of the manual pages
    private static void enter(String namespace) {
        Linker linker = Linker.nativeLinker();
        MethodHandle open =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("open"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        MethodHandle setns =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setns"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(namespace);
            int descriptor = (int) open.invokeExact(path, 02000000);
            int entered = (int) setns.invokeExact(descriptor, 0x40000000);
            if (entered != 0) {
                throw new IllegalStateException("cannot enter " + namespace);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void must(String... command) throws Exception {
        if (said(List.of(command)).isEmpty()) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private static Optional<String> said(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    }

    public void end() throws Exception {
        for (ServerSocket server : servers) {
            server.close();
        }
        for (String name : NAMES) {
            said(List.of("ip", "netns", "delete", prefix + name));
        }
        said(List.of("ip", "netns", "delete", prefix + "br"));
    }
}
