package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.host.RealTime;
import dev.belay.agent.lease.NemesisPlan.Point;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Two real hosts with an agent each, their coordinator, and an observer that asks both hosts all
/// the time. Several sites live beside each other.
final class NemesisSite {

    private static final int COORDINATOR_PORT = 7_401;
    private static final Map<String, String> ADDRESSES =
            Map.of("h1", "10.99.7.11", "h2", "10.99.7.12");
    private static final int PHASES = 10;
    private static final long PATIENCE = 60_000_000_000L;

    private final Nemesis.Game game;
    private final Terms terms;
    private final Path folder;
    private final Map<String, Process> agents = new TreeMap<>();
    private final Map<String, Long> incarnations = new TreeMap<>();
    private final Map<Fault, Integer> faults = new HashMap<>();
    private final int[] phases = new int[PHASES];
    private final List<String> diary = new ArrayList<>();
    private final List<DatagramSocket> sockets = new ArrayList<>();
    private final NetHosts hosts;
    private final Freezer freezer;
    private final LeaseCoordinator coordinator;
    private final Eyes eyes;

    /// @param number of nobody else among the sites of this process
    NemesisSite(Nemesis.Game game, int number, Path folder) throws Exception {
        this.game = game;
        this.terms = game.terms();
        this.folder = folder;
        hosts = NetHosts.start(number);
        try {
            DatagramSocket asked =
                    hosts.inside("client", () -> new DatagramSocket(COORDINATOR_PORT));
            sockets.add(asked);
            coordinator = new LeaseCoordinator(asked, terms, game.seed() + number);
            nft("add table inet cut");
            nft("add chain inet cut in { type filter hook input priority 0; }");
            nft("add chain inet cut out { type filter hook output priority 0; }");
            for (String host : ADDRESSES.keySet()) {
                hosts.must(host, List.of("sysctl", "-q", "-w", "net.ipv4.ip_nonlocal_bind=1"));
                sockets.add(echo(hosts, host));
            }
            eyes =
                    new Eyes(
                            look(hosts, "eye1", "h1"),
                            look(hosts, "eye2", "h2"),
                            () -> coordinator.stays("h1"),
                            () -> coordinator.stays("h2"));
            freezer = new Freezer(hosts.prefix() + "hosts");
        } catch (Exception e) {
            hosts.end();
            throw e;
        }
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
                                RealTime.take(Eye.PRIORITY);
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

    /// Plays points one after the other, each from health to health.
    ///
    /// @param until no point begins later, on the clock of {@link System#nanoTime}
    Nemesis.Seen play(List<Point> points, long until) throws Exception {
        Thread.ofPlatform().daemon().name("coordinator").start(coordinator::run);
        try {
            for (String host : ADDRESSES.keySet()) {
                restart(host);
            }
            awaitHealth();
            for (Point point : points) {
                if (System.nanoTime() >= until) {
                    break;
                }
                play(point);
                eyes.settle();
            }
            assertThat(coordinator.failure()).isEmpty();
            eyes.settleAll();
        } catch (Exception | AssertionError e) {
            keep();
            throw e;
        }
        if (game.means() != Nemesis.Means.NOTHING
                && !(eyes.doubled().isEmpty() && eyes.overdue().isEmpty())) {
            keep();
        }
        return new Nemesis.Seen(
                coordinator.stays("h1").size() + coordinator.stays("h2").size(),
                eyes.answers(),
                eyes.doubled().size(),
                eyes.overdue().size(),
                Map.copyOf(faults),
                Nemesis.list(phases));
    }

    /// One fault of the active host at a phase of its renewals, and back to health.
    private void play(Point point) throws Exception {
        String active = eyes.sawOneLast() ? "h1" : "h2";
        Fault fault = point.fault();
        Process agent = Objects.requireNonNull(agents.get(active));
        TimeUnit.NANOSECONDS.sleep((long) (point.phase() * terms.renew()));
        strike(fault, agent);
        if (fault.agent != Fault.Agent.RUNS) {
            struck(point, active);
        }
        disturb(point, active);
        if (fault.agent == Fault.Agent.RUNS) {
            struck(point, active);
        }
        TimeUnit.MILLISECONDS.sleep(point.millis());
        if (fault.messages != Fault.Messages.ALL) {
            nft("flush table inet cut");
            coordinator.hurry();
        }
        mend(fault, agent);
        diary.add(now() + " " + point.fault() + " is over");
        TimeUnit.MILLISECONDS.sleep(50);
        awaitHealth();
    }

    private void struck(Point point, String active) {
        long sinceAsked = System.nanoTime() - coordinator.asked(active);
        int phase = (int) (Math.floorMod(sinceAsked, terms.renew()) * PHASES / terms.renew());
        phases[phase]++;
        faults.merge(point.fault(), 1, Integer::sum);
        diary.add(now() + " " + active + " " + point + " phase " + phase);
    }

    private void strike(Fault fault, Process agent) throws Exception {
        switch (fault.agent) {
            case RUNS -> {}
            case STOPPED, STOPPED_THEN_KILLED -> signal(agent, "STOP");
            case FROZEN -> freezer.freeze(List.of(agent.toHandle()));
            case FROZEN_WITH_GUARDIAN -> freezer.freeze(withGuardian(agent));
            case KILLED -> agent.destroyForcibly().waitFor();
        }
    }

    private void mend(Fault fault, Process agent) throws Exception {
        switch (fault.agent) {
            case RUNS, KILLED -> {}
            case STOPPED -> signal(agent, "CONT");
            case STOPPED_THEN_KILLED -> {
                signal(agent, "CONT");
                agent.destroyForcibly().waitFor();
            }
            case FROZEN, FROZEN_WITH_GUARDIAN -> freezer.thaw();
        }
    }

    private void disturb(Point point, String active) throws Exception {
        String from = "add rule inet cut in ip saddr " + ADDRESSES.get(active);
        String to = "add rule inet cut out ip daddr " + ADDRESSES.get(active);
        switch (point.fault().messages) {
            case ALL -> {}
            case SOME -> {
                String some = " numgen random mod 100 < " + (int) (30 + 40 * point.strength());
                nft(from + some + " drop; " + to + some + " drop");
            }
            case LATE ->
                    coordinator.delay(
                            Objects.requireNonNull(ADDRESSES.get(active)),
                            (long) (terms.selfKill() * (0.1 + 1.1 * point.strength())));
            case NONE -> nft(from + " drop; " + to + " drop");
            case NONE_FROM -> nft(from + " drop");
            case NONE_TO -> nft(to + " drop");
        }
    }

    private void nft(String commands) throws Exception {
        hosts.must("client", List.of("nft", commands));
    }

    private static List<ProcessHandle> withGuardian(Process agent) {
        List<ProcessHandle> both = new ArrayList<>();
        both.add(agent.toHandle());
        agent.children()
                .filter(child -> child.info().commandLine().orElse("").contains("guardian.sh"))
                .forEach(both::add);
        return both;
    }

    /// Until some host is active, and both agents have asked; starts one anew that has ended.
    private void awaitHealth() throws Exception {
        long until = System.nanoTime() + PATIENCE;
        while (!isHealthy()) {
            assertThat(coordinator.failure()).isEmpty();
            assertThat(System.nanoTime()).as("waits for an active host").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(5);
            for (String host : ADDRESSES.keySet()) {
                if (!Objects.requireNonNull(agents.get(host)).isAlive()) {
                    restart(host);
                }
            }
        }
    }

    private boolean isHealthy() {
        return eyes.see()
                && incarnations.entrySet().stream()
                        .allMatch(one -> coordinator.hasHeard(one.getKey(), one.getValue()));
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
                        game.profile().name(),
                        game.means().name(),
                        own.toString()));
        agents.put(
                host,
                hosts.start(host, own.resolve("log").toFile(), command.toArray(String[]::new)));
        diary.add(now() + " " + host + " starts, the " + incarnation + ". time");
    }

    private static void signal(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }

    /// Milliseconds, on the clock of the agents' own logs.
    private static long now() {
        return SelfKill.now() / 1_000_000;
    }

    /// What is needed to find out what went wrong, in the folder `target`.
    private void keep() throws IOException {
        eyes.settleAll();
        long offset = SelfKill.now() - System.nanoTime();
        eyes.doubled().forEach(one -> diary.add(told(one, offset, "doubled")));
        eyes.overdue().forEach(one -> diary.add(told(one, offset, "overdue")));
        for (String host : ADDRESSES.keySet()) {
            coordinator
                    .stays(host)
                    .forEach(at -> diary.add((at + offset) / 1_000_000 + " given to " + host));
        }
        Path kept =
                Files.createDirectories(
                        Path.of("target", "nemesis", game.means().named(game.profile()))
                                .resolve(hosts.prefix() + "seed" + game.seed()));
        diary.sort(null);
        Files.write(kept.resolve("diary"), diary);
        for (String host : ADDRESSES.keySet()) {
            Files.copy(
                    folder.resolve(host).resolve("log"),
                    kept.resolve(host),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.println("what happened: " + kept.toAbsolutePath());
    }

    private static String told(Eye.Answer one, long offset, String what) {
        long sent = (one.sent() + offset) / 1_000_000;
        return "%d to %d %s".formatted(sent, (one.received() + offset) / 1_000_000, what);
    }

    void end() throws Exception {
        coordinator.end();
        sockets.forEach(DatagramSocket::close);
        for (Process agent : agents.values()) {
            agent.destroyForcibly().waitFor();
        }
        eyes.end();
        freezer.close();
        hosts.end();
    }
}
