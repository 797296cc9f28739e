package dev.belay.agent.lease;

import dev.belay.agent.core.lease.Grant;
import dev.belay.agent.core.lease.Holder;
import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Terms;
import dev.belay.model.config.TimingProfile;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node that runs one service, a virtual address, by real leases: the agent's own loop, gate,
/// self-kill and guardian; its coordinator is asked by datagrams.
final class LeaseNode {

    static final String SERVICE = "vip";

    private static final String DEVICE = "eth0";
    private static final int PREFIX = 24;

    private final DatagramSocket socket = new DatagramSocket();
    private final InetSocketAddress coordinator;
    private final InetAddress address;
    private final Nemesis.Means means;
    private final HostAddresses host;
    private final Guardian guardian;
    private final Neighbours neighbours;
    private volatile int lifetime;
    private @Nullable LeaseLoop loop;

    private LeaseNode(String[] args) throws IOException {
        coordinator = new InetSocketAddress(args[2], Integer.parseInt(args[3]));
        address = InetAddress.getByName(NetHosts.VIRTUAL4);
        means = Nemesis.Means.valueOf(args[5]);
        host = HostAddresses.open();
        guardian = Guardian.start(Path.of(args[6]));
        neighbours = Neighbours.at(DEVICE);
    }

    /// @param args id, incarnation, coordinator's address and port, profile, what guards the
    ///   address, folder of its own
    static void main(String[] args) throws Exception {
        var node = new LeaseNode(args);
        TimingProfile profile =
                TimingProfile.KNOWN.stream()
                        .filter(one -> one.name().equals(args[4]))
                        .findFirst()
                        .orElseThrow();
        node.run(
                args[0],
                Long.parseLong(args[1]),
                node.own(Terms.of(profile, Duration.ofMillis(100))));
    }

    private Terms own(Terms terms) {
        return means == Nemesis.Means.LIFETIME ? terms.byLifetimes().orElseThrow() : terms;
    }

    private void run(String id, long incarnation, Terms terms) throws Exception {
        host.remove(address, PREFIX, DEVICE);
        AddressGuard guard =
                switch (means) {
                    case GATE -> Gate.build(List.of(address));
                    case LIFETIME -> new AddressLifetimes(host);
                    // What is not named as ours passes in any case.
                    case NOTHING -> Gate.build(List.of());
                };
        lifetime =
                means == Nemesis.Means.LIFETIME
                        ? Terms.lifetimeSeconds(terms.gate() / 1_000_000)
                        : HostAddresses.FOR_EVER;
        Holder first = Holder.first(id, incarnation, terms, SelfKill.now());
        loop =
                LeaseLoop.start(
                        first,
                        this::own,
                        SelfKill.create(),
                        this::ask,
                        new LeaseLoop.Services() {
                            @Override
                            public void start(String service, long generation) {
                                Thread.ofVirtual().start(() -> begin(generation));
                            }

                            @Override
                            public void stop(String service, long generation, long deadline) {
                                Thread.ofVirtual().start(() -> end(generation));
                            }
                        },
                        line ->
                                System.out.println(
                                        id + " " + SelfKill.now() / 1_000_000 + " " + line));
        loop.guardBy(guard);
        var packet = new DatagramPacket(new byte[512], 512);
        while (true) {
            socket.receive(packet);
            String[] words =
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII)
                            .split(" ", -1);
            if (Long.parseLong(words[0]) != incarnation) {
                continue;
            }
            if (words[1].equals("nudge")) {
                loop().tell(new HolderInput.Nudged(SelfKill.now()));
            } else {
                loop().tell(
                                new HolderInput.Granted(
                                        Long.parseLong(words[2]),
                                        new Grant(
                                                Long.parseLong(words[3]),
                                                generation(words[4]),
                                                generation(words[5])),
                                        SelfKill.now()));
            }
        }
    }

    private LeaseLoop loop() {
        return Objects.requireNonNull(loop);
    }

    private static Map<String, Long> generation(String word) {
        return word.equals("-") ? Map.of() : Map.of(SERVICE, Long.parseLong(word));
    }

    private void ask(Report report) {
        Report.Ending ended = report.ended().get(SERVICE);
        String text =
                String.join(
                        " ",
                        report.node(),
                        Long.toString(report.incarnation()),
                        Long.toString(report.question()),
                        ended == null ? "-" : Long.toString(ended.generation()));
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, coordinator));
        } catch (IOException e) {
            System.out.println("not sent: " + e.getMessage());
        }
    }

    private void begin(long generation) {
        try {
            if (means != Nemesis.Means.NOTHING) {
                guardian.watchAddress(NetHosts.VIRTUAL4 + "/" + PREFIX, DEVICE);
            }
            host.add(address, PREFIX, DEVICE, lifetime);
        } catch (IOException e) {
            loop().tell(
                            new HolderInput.Started(
                                    SERVICE, generation, String.valueOf(e.getMessage())));
            return;
        }
        loop().take(
                        SERVICE,
                        generation,
                        List.of(address),
                        failure -> {
                            loop().tell(
                                            new HolderInput.Started(
                                                    SERVICE, generation, failure.orElse("")));
                            if (failure.isEmpty()) {
                                announce();
                            }
                        });
    }

    private void announce() {
        try {
            neighbours.announce(address);
        } catch (LeaseException e) {
            System.out.println("not announced: " + e.getMessage());
        }
    }

    private void end(long generation) {
        loop().shut(
                        SERVICE,
                        failure -> {
                            String why = failure.orElse("");
                            try {
                                host.remove(address, PREFIX, DEVICE);
                                guardian.forget(NetHosts.VIRTUAL4 + "/" + PREFIX);
                            } catch (IOException e) {
                                why = String.valueOf(e.getMessage());
                            }
                            loop().tell(
                                            new HolderInput.Stopped(
                                                    SERVICE, generation, why, SelfKill.now()));
                        });
    }
}
