package dev.belay.agent.lease;

import dev.belay.agent.core.lease.Issuer;
import dev.belay.agent.core.lease.IssuerDecision;
import dev.belay.agent.core.lease.IssuerEffect;
import dev.belay.agent.core.lease.IssuerInput;
import dev.belay.agent.core.lease.Reign;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.host.RealTime;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A coordinator of one voter for the nodes that {@link LeaseNode} is: the real issuer, asked by
/// datagrams; what it proposes is in force at once.
final class LeaseCoordinator {

    /// Silence from which a node that holds nothing is thought to be gone.
    private static final long PATIENCE = Terms.IDLE_RENEW * 3 / 2;

    private static final int PRIORITY = 10;

    /// One start of an agent, and where it can be told something.
    private record Node(long incarnation, InetSocketAddress at) {}

    private final LateWire wire;
    private final Terms terms;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final Map<String, Long> asked = new ConcurrentHashMap<>();
    private final Map<String, Tenancy> tenancies = new HashMap<>();
    private Issuer issuer;
    private volatile boolean isOver;
    private volatile @Nullable Exception failure;
    private final Map<String, List<Long>> stays = new ConcurrentHashMap<>();

    LeaseCoordinator(DatagramSocket socket, Terms terms, long seed) {
        this.wire = new LateWire(socket, seed);
        this.terms = terms;
        issuer = Issuer.first(new Reign(1, System.nanoTime(), terms, Set.of("c")), Map.of());
    }

    /// When the service was given to a node; on the clock of {@link System#nanoTime}.
    List<Long> stays(String node) {
        return stays.getOrDefault(node, List.of());
    }

    /// When a node's newest question arrived; long ago when it never asked.
    long asked(String node) {
        return asked.getOrDefault(node, Long.MIN_VALUE / 2);
    }

    /// Whether this start of a node's agent has asked.
    boolean hasHeard(String node, long incarnation) {
        Node known = nodes.get(node);
        return known != null && known.incarnation() == incarnation;
    }

    /// From now on what a host says and is told takes up to this longer, each way.
    void delay(String host, long longestNanos) {
        wire.delay(host, longestNanos);
    }

    void hurry() {
        wire.hurry();
    }

    void end() {
        isOver = true;
    }

    /// What ended it before it was told to; empty: nothing.
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /// Answers until it is told to end.
    void run() {
        RealTime.take(PRIORITY);
        try {
            answer();
        } catch (IOException | RuntimeException e) {
            // The site closes the socket at its end.
            if (!isOver) {
                failure = e;
            }
        }
    }

    private void answer() throws IOException {
        while (!isOver) {
            Optional<LateWire.Message> message = wire.receive();
            if (message.isPresent()) {
                String text = new String(message.get().bytes(), StandardCharsets.US_ASCII);
                heard(text.split(" ", -1), message.get().peer());
            }
            issue(new IssuerInput.Wished(Map.of(LeaseNode.SERVICE, wish()), System.nanoTime()));
        }
    }

    /// Another node as soon as the one that has it is silent: then the issuer waits for as long as
    /// the lease says, and no longer.
    private String wish() {
        String now =
                tenancies.getOrDefault(LeaseNode.SERVICE, Tenancy.none(LeaseNode.SERVICE)).node();
        if (!now.isEmpty() && System.nanoTime() - issuer.quietSince(now) < terms.suspect()) {
            return now;
        }
        return nodes.keySet().stream()
                .filter(node -> !node.equals(now))
                .filter(this::isRecent)
                .findFirst()
                .orElse(now);
    }

    private boolean isRecent(String node) {
        long silent = System.nanoTime() - issuer.silentSince(node);
        return silent < Math.max(PATIENCE, terms.lease());
    }

    private void heard(String[] words, InetSocketAddress from) throws IOException {
        long incarnation = Long.parseLong(words[1]);
        Node known = nodes.get(words[0]);
        // A late word of an agent that is over is no reason to speak to where it was.
        if (known == null || incarnation >= known.incarnation()) {
            nodes.put(words[0], new Node(incarnation, from));
            asked.put(words[0], System.nanoTime());
        }
        Map<String, Report.Ending> ended =
                words[3].equals("-")
                        ? Map.of()
                        : Map.of(LeaseNode.SERVICE, Report.Ending.of(Long.parseLong(words[3]), ""));
        issue(
                new IssuerInput.Reported(
                        new Report(
                                words[0],
                                incarnation,
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
                        stays.computeIfAbsent(next.node(), _ -> new CopyOnWriteArrayList<>())
                                .add(System.nanoTime());
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
        Node to = nodes.get(node);
        if (to != null) {
            byte[] bytes = (to.incarnation() + " " + text).getBytes(StandardCharsets.US_ASCII);
            wire.send(new LateWire.Message(bytes, to.at()));
        }
    }
}
