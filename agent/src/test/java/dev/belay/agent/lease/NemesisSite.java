package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.Terms;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Two real hosts with an agent each, their coordinator, and an observer that asks both hosts all
/// the time.
final class NemesisSite {

    private static final int COORDINATOR_PORT = 7_401;

    private final Random random;
    private final Terms terms;
    private final String profile;
    private final String safety;
    private final Path folder;
    private final Map<String, Process> agents = new TreeMap<>();
    private final Map<String, Long> incarnations = new TreeMap<>();
    private final List<DatagramSocket> sockets = new ArrayList<>();
    private final NetHosts hosts;
    final LeaseCoordinator coordinator;
    final Eye one;
    final Eye other;

    /// @param safety `safe` or `unsafe`
    NemesisSite(Terms terms, String profile, String safety, Path folder, long seed)
            throws Exception {
        this.terms = terms;
        this.profile = profile;
        this.safety = safety;
        this.folder = folder;
        this.random = new Random(seed);
        hosts = NetHosts.start();
        DatagramSocket asked = hosts.inside("client", () -> new DatagramSocket(COORDINATOR_PORT));
        sockets.add(asked);
        coordinator = new LeaseCoordinator(asked, terms);
        Thread.ofPlatform()
                .daemon()
                .name("coordinator")
                .start(() -> {
                    try {
                        coordinator.run();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
        hosts.must("client", List.of("nft", "add table inet cut"));
        hosts.must(
                "client",
                List.of("nft", "add chain inet cut in { type filter hook input priority 0; }"));
        for (String host : List.of("h1", "h2")) {
            hosts.must(host, List.of("sysctl", "-q", "-w", "net.ipv4.ip_nonlocal_bind=1"));
            sockets.add(echo(hosts, host));
        }
        one = look(hosts, "eye1", "h1");
        other = look(hosts, "eye2", "h2");
    }

    void begin() throws Exception {
        restart("h1");
        restart("h2");
        await("an active host", () -> one.sees() || other.sees());
    }

    private static Eye look(NetHosts hosts, String eye, String host) throws Exception {
        String mac = hosts.run(host, "cat", "/sys/class/net/eth0/address").orElseThrow().strip();
        hosts.must(
                eye,
                List.of(
                        "ip",
                        "neigh",
                        "replace",
                        NetHosts.VIRTUAL4,
                        "lladdr",
                        mac,
                        "dev",
                        "eth0",
                        "nud",
                        "permanent"));
        return hosts.inside(eye, Eye::new);
    }

    private static DatagramSocket echo(NetHosts hosts, String host) throws Exception {
        return hosts.inside(
                host,
                () -> {
                    var socket =
                            new DatagramSocket(
                                    new InetSocketAddress(NetHosts.VIRTUAL4, NetHosts.PORT));
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                var packet = new DatagramPacket(new byte[8], 8);
                                while (!socket.isClosed()) {
                                    try {
                                        socket.receive(packet);
                                        socket.send(packet);
                                    } catch (IOException _) {
                                        // The gate dropped the answer.
                                    }
                                }
                            });
                    return socket;
                });
    }

    /// One fault of the active host at any phase of its renewals, and back to health.
    void point() throws Exception {
        long longest = 2 * terms.lease() / 1_000_000;
        point(random.nextInt(4), 200 + random.nextInt((int) longest));
    }

    /// @param fault 0: cut off; 1: stopped; 2: both; 3: both, and killed
    void point(int fault, long millis) throws Exception {
        String active = one.sees() ? "h1" : "h2";
        Process agent = Objects.requireNonNull(agents.get(active));
        // The phase of the renewal is what chance chooses here.
        TimeUnit.MILLISECONDS.sleep(random.nextInt((int) (terms.renew() / 1_000_000) + 1));
        if (fault != 0) {
            signal(agent, "STOP");
        }
        if (fault != 1) {
            String address = active.equals("h1") ? "10.99.7.11" : "10.99.7.12";
            hosts.must(
                    "client", List.of("nft", "add rule inet cut in ip saddr " + address + " drop"));
        }
        TimeUnit.MILLISECONDS.sleep(millis);
        hosts.must("client", List.of("nft", "flush chain inet cut in"));
        if (fault != 0) {
            signal(agent, "CONT");
        }
        if (fault == 3) {
            agent.destroyForcibly().waitFor();
        }
        TimeUnit.MILLISECONDS.sleep(50);
        if (!agent.isAlive()) {
            restart(active);
        }
        await("an active host", () -> one.sees() || other.sees());
    }

    private void restart(String host) throws Exception {
        long incarnation = incarnations.merge(host, 1L, Long::sum);
        Path own = Files.createDirectories(folder.resolve(host));
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(
                List.of(
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeaseNode.class.getName(),
                        host,
                        Long.toString(incarnation),
                        "10.99.7.13",
                        Integer.toString(COORDINATOR_PORT),
                        profile,
                        safety,
                        own.toString()));
        agents.put(
                host,
                hosts.start(host, own.resolve("log").toFile(), command.toArray(String[]::new)));
    }

    private static void signal(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }

    private static void await(String what, BooleanSupplier condition) throws Exception {
        long until = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waits for " + what).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    void end() throws Exception {
        coordinator.end();
        sockets.forEach(DatagramSocket::close);
        for (Process agent : agents.values()) {
            agent.destroyForcibly().waitFor();
        }
        one.end();
        other.end();
        hosts.end();
    }
}
