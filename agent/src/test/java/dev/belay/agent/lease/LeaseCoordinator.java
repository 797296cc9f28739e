package dev.belay.agent.lease;

import dev.belay.agent.core.lease.Issuer;
import dev.belay.agent.core.lease.IssuerDecision;
import dev.belay.agent.core.lease.IssuerEffect;
import dev.belay.agent.core.lease.IssuerInput;
import dev.belay.agent.core.lease.Reign;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.agent.core.lease.Terms;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A coordinator of one voter for the nodes that {@link LeaseNode} is: the real issuer, asked by
/// datagrams; what it proposes is in force at once.
final class LeaseCoordinator {

    private final DatagramSocket socket;
    private final Terms terms;
    private final Map<String, SocketAddress> nodes = new HashMap<>();
    private final Map<String, Tenancy> tenancies = new HashMap<>();
    private Issuer issuer;
    private volatile boolean isOver;
    private final AtomicInteger stays = new AtomicInteger();

    LeaseCoordinator(DatagramSocket socket, Terms terms) throws IOException {
        this.socket = socket;
        this.terms = terms;
        socket.setSoTimeout(10);
        issuer = Issuer.first(new Reign(1, System.nanoTime(), terms, Set.of("c")), Map.of());
    }

    /// How often the service began on a node.
    int stays() {
        return stays.get();
    }

    void end() {
        isOver = true;
    }

    /// The site closes the socket at its end; before, it is a fault.
    void failed(IOException e) {
        if (!isOver) {
            throw new IllegalStateException(e);
        }
    }

    void run() throws IOException {
        var packet = new DatagramPacket(new byte[512], 512);
        while (!isOver) {
            try {
                socket.receive(packet);
                String text =
                        new String(
                                packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
                heard(text.split(" ", -1), packet.getSocketAddress());
            } catch (SocketTimeoutException _) {
                // Nobody asked: time goes on.
            }
            issue(new IssuerInput.Wished(Map.of(LeaseNode.SERVICE, wish()), System.nanoTime()));
        }
    }

    private String wish() {
        String now =
                tenancies.getOrDefault(LeaseNode.SERVICE, Tenancy.none(LeaseNode.SERVICE)).node();
        if (!now.isEmpty() && isRecent(now)) {
            return now;
        }
        return nodes.keySet().stream().filter(this::isRecent).findFirst().orElse("");
    }

    private boolean isRecent(String node) {
        long silent = System.nanoTime() - issuer.silentSince(node);
        return silent < Math.max(Terms.IDLE_RENEW * 3 / 2, terms.lease());
    }

    private void heard(String[] words, SocketAddress from) throws IOException {
        nodes.put(words[0], from);
        Map<String, Report.Ending> ended =
                words[3].equals("-")
                        ? Map.of()
                        : Map.of(
                                LeaseNode.SERVICE, new Report.Ending(Long.parseLong(words[3]), ""));
        issue(
                new IssuerInput.Reported(
                        new Report(
                                words[0],
                                Long.parseLong(words[1]),
                                1,
                                Long.parseLong(words[2]),
                                Map.of(),
                                ended,
                                Map.of()),
                        System.nanoTime()));
    }

    private void issue(IssuerInput input) throws IOException {
        IssuerDecision decision = issuer.decide(input);
        issuer = decision.next();
        for (IssuerEffect effect : decision.effects()) {
            switch (effect) {
                case IssuerEffect.Answer(var node, var question, var grant) ->
                        say(
                                node,
                                "grant %d %d %s %s"
                                        .formatted(
                                                question,
                                                grant.term(),
                                                word(grant.services()),
                                                word(grant.closed())));
                case IssuerEffect.Propose(var next, _, _) -> {
                    tenancies.put(next.service(), next);
                    if (!next.isFree()) {
                        stays.incrementAndGet();
                    }
                    issue(new IssuerInput.Applied(Map.copyOf(tenancies), System.nanoTime()));
                }
                case IssuerEffect.Nudge(var node) -> say(node, "nudge");
                case IssuerEffect.Bar(var node, var round, var isUp) -> {
                    if (isUp) {
                        long since = issuer.reign().since();
                        long now = System.nanoTime();
                        issue(new IssuerInput.Barred("c", node, round, now - since, now));
                    }
                }
                case IssuerEffect.Fence _ -> throw new IllegalStateException("nothing is fenced");
            }
        }
    }

    private static String word(Map<String, Long> generations) {
        Long generation = generations.get(LeaseNode.SERVICE);
        return generation == null ? "-" : Long.toString(generation);
    }

    private void say(String node, String text) throws IOException {
        SocketAddress to = nodes.get(node);
        if (to != null) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        }
    }
}
