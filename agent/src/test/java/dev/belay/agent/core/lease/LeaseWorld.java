package dev.belay.agent.core.lease;

import dev.belay.model.config.TimingProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/// Three hosts, two services and whatever goes wrong, out of one seed: first faults, then none, and
/// then everything must run again. Invariants are looked at after every event.
final class LeaseWorld {

    /// Its traffic passes the kernel's gate or does not.
    static final String GATED = "address";

    /// A process that nothing but its end makes inactive.
    static final String PROCESS = "database";

    static final List<String> SERVICES = List.of(GATED, PROCESS);

    /// From the end of an agent until its guardian has cleaned up, at most.
    static final long LINGER = 100_000_000L;

    private static final long FAULTS_END = 5_000_000_000L;
    private static final long GIVE_UP = 45_000_000_000L;

    private record Event(long at, long number, Runnable act) {}

    final Random random;
    final Mutant mutant;
    final Terms terms;
    final boolean fences;
    final List<SimNode> nodes = new ArrayList<>();
    final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    Map<String, Tenancy> committed = Map.of();
    long now;
    int events;

    private long committedVersion;
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long numbers;
    private final Set<String> cuts = new HashSet<>();
    private final Map<String, String> operator = new HashMap<>();
    private final List<Invariant> invariants = Invariant.all();
    private final double dropRate;
    private final double lateRate;

    LeaseWorld(long seed, Mutant mutant) {
        this.random = new Random(seed);
        this.mutant = mutant;
        List<TimingProfile> profiles =
                List.of(TimingProfile.STANDARD, TimingProfile.FAST, TimingProfile.EXTREME);
        this.terms = Terms.of(profiles.get(random.nextInt(3)), Duration.ofNanos(LINGER));
        this.fences = random.nextInt(3) == 0;
        this.dropRate = random.nextInt(3) == 0 ? 0.1 : 0.005;
        this.lateRate = random.nextInt(3) == 0 ? 0.1 : 0.005;
        for (int i = 1; i <= 3; i++) {
            // Each of both clocks runs right within two in a hundred.
            double off = random.nextInt(2) == 0 ? 0.0199 * (random.nextBoolean() ? 1 : -1) : 0;
            if (off != 0) {
                count(Fault.CLOCK_RATE);
            }
            nodes.add(new SimNode(this, "n" + i, 1 + off));
        }
    }

    /// Runs to the end.
    ///
    /// @throws Invariant.Violation when an invariant does not hold
    void run() {
        nodes.forEach(SimNode::start);
        at(millis(1500), this::fault);
        at(FAULTS_END, this::heal);
        while (!agenda.isEmpty()) {
            Event event = agenda.poll();
            now = event.at();
            if (now > FAULTS_END && (events & 63) == 0 && isSettled()) {
                return;
            }
            if (now > GIVE_UP) {
                throw new AssertionError("not settled after the faults: " + committed);
            }
            event.act().run();
            events++;
            for (Invariant invariant : invariants) {
                invariant.check(this);
            }
        }
    }

    // --- time and the wire

    void at(long when, Runnable act) {
        agenda.add(new Event(Math.max(now, when), numbers++, act));
    }

    long millis(long millis) {
        return millis * 1_000_000;
    }

    long micros(long micros) {
        return micros * 1_000;
    }

    boolean happens(double rate) {
        return now < FAULTS_END && random.nextDouble() < rate;
    }

    void count(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    SimNode node(String id) {
        return nodes.stream().filter(one -> one.id.equals(id)).findFirst().orElseThrow();
    }

    void broadcast(SimNode from, Consumer<SimNode> message) {
        for (SimNode to : nodes) {
            send(from, to, message);
        }
    }

    void send(SimNode from, SimNode to, Consumer<SimNode> message) {
        if (from == to) {
            at(now + micros(1), () -> to.whenAwake(() -> message.accept(to)));
            return;
        }
        if (happens(dropRate)) {
            count(Fault.DROP);
            return;
        }
        int copies = 1;
        if (happens(0.01)) {
            count(Fault.DUPLICATE);
            copies = 2;
        }
        for (int i = 0; i < copies; i++) {
            long delay = micros(50 + random.nextInt(3000));
            if (happens(lateRate)) {
                count(Fault.DELAY);
                delay += millis(random.nextInt(1500));
            }
            at(now + delay, () -> deliver(from, to, message));
        }
    }

    private void deliver(SimNode from, SimNode to, Consumer<SimNode> message) {
        if (!cuts.contains(from.id + to.id)) {
            to.whenAwake(() -> message.accept(to));
        }
    }

    /// A proposal that its coordinator could not finish comes to whoever leads a while later.
    void retryLater(SimRegister.Proposal proposal) {
        if (now > GIVE_UP / 2) {
            return;
        }
        at(
                now + millis(100 + random.nextInt(1500)),
                () ->
                        nodes.stream()
                                .filter(node -> node.agentRuns && node.register.ready)
                                .max(Comparator.comparingLong(node -> node.register.promised))
                                .ifPresent(node -> {
                                    count(Fault.LATE_PROPOSAL);
                                    node.whenAwake(() -> node.register.propose(proposal));
                                }));
    }

    void committed(SimRegister.Value value) {
        if (value.version() > committedVersion) {
            committedVersion = value.version();
            committed = value.tenancies();
        }
    }

    // --- who runs what

    /// As a scheduler would, only simpler: where it is if that node is heard, else the first that
    /// is.
    Map<String, String> wishes(SimNode coordinator, Issuer issuer) {
        Map<String, String> wishes = new HashMap<>();
        for (String service : SERVICES) {
            Tenancy tenancy = issuer.tenancies().getOrDefault(service, Tenancy.none(service));
            String wanted = operator.getOrDefault(service, tenancy.node());
            // Who has not been heard in this term yet is no worse than the term is young.
            boolean stays = !tenancy.isFree() && isRecent(coordinator, issuer, tenancy.node());
            if (isHeard(coordinator, issuer, wanted)) {
                wishes.put(service, wanted);
            } else if (stays) {
                wishes.put(service, tenancy.node());
            } else {
                wishes.put(service, firstHeard(coordinator, issuer));
            }
        }
        return wishes;
    }

    private String firstHeard(SimNode coordinator, Issuer issuer) {
        return nodes.stream()
                .map(node -> node.id)
                .filter(node -> isHeard(coordinator, issuer, node))
                .findFirst()
                .orElse("");
    }

    private boolean isHeard(SimNode coordinator, Issuer issuer, String node) {
        return issuer.nodes().containsKey(node) && isRecent(coordinator, issuer, node);
    }

    private boolean isRecent(SimNode coordinator, Issuer issuer, String node) {
        long silent = coordinator.local() - issuer.silentSince(node);
        return silent < Math.max(Terms.IDLE_RENEW + millis(300), terms.lease());
    }

    private boolean isSettled() {
        return nodes.stream().allMatch(node -> node.agentRuns)
                && SERVICES.stream()
                        .allMatch(service -> {
                            Tenancy tenancy = committed.get(service);
                            return tenancy != null
                                    && !tenancy.isFree()
                                    && tenancy.stuck().isEmpty()
                                    && node(tenancy.node()).isActive(service)
                                    && node(tenancy.node()).generation(service)
                                            == tenancy.generation();
                        });
    }

    // --- what goes wrong

    private void fault() {
        if (now >= FAULTS_END) {
            return;
        }
        at(now + millis(50 + random.nextInt(900)), this::fault);
        SimNode node = nodes.get(random.nextInt(3));
        SimNode other = nodes.get(random.nextInt(3));
        switch (random.nextInt(11)) {
            case 0 -> {
                count(Fault.CUT);
                cut(node, other, true);
            }
            case 1 -> {
                count(Fault.CUT_ONE_WAY);
                cut(node, other, false);
            }
            case 2 -> {
                count(Fault.ISOLATION);
                nodes.forEach(one -> cut(node, one, true));
            }
            case 3, 4 -> {
                count(Fault.PAUSE);
                node.pause(millis(20 + random.nextInt(random.nextBoolean() ? 400 : 3000)));
            }
            case 5 -> {
                count(Fault.AGENT_KILLED);
                node.die();
                restartLater(node);
            }
            case 6 -> {
                count(Fault.POWER_OFF);
                node.powerOff();
                at(now + millis(300 + random.nextInt(2500)), node::powerOn);
            }
            case 7 -> {
                count(Fault.MOVE);
                operator.put(SERVICES.get(random.nextInt(2)), node.id);
            }
            case 8 -> staleCoordinator();
            case 9 -> forgetfulVoter(node);
            default -> cuts.clear();
        }
    }

    /// It is alone for so long that it takes all others for lost, and then it is back.
    private void staleCoordinator() {
        nodes.stream()
                .filter(node -> node.register.leads)
                .findFirst()
                .ifPresent(node -> {
                    count(Fault.STALE_COORDINATOR);
                    cuts.clear();
                    nodes.forEach(one -> cut(node, one, true));
                    at(now + millis(1400 + random.nextInt(1200)), cuts::clear);
                });
    }

    /// A node is cut off from the coordinator alone, and the voter that still hears it starts anew
    /// just after it was asked not to vouch.
    private void forgetfulVoter(SimNode node) {
        Optional<SimNode> coordinator =
                nodes.stream().filter(one -> one.register.leads && one != node).findFirst();
        if (coordinator.isEmpty()) {
            return;
        }
        count(Fault.FORGETFUL_VOTER);
        cuts.clear();
        cut(node, coordinator.get(), true);
        long barred = terms.bar() + millis(random.nextInt(100));
        at(
                now + barred,
                () ->
                        nodes.stream()
                                .filter(one -> one != node && one != coordinator.get())
                                .forEach(voter -> {
                                    voter.die();
                                    at(now + millis(20), voter::start);
                                }));
    }

    private void cut(SimNode node, SimNode other, boolean bothWays) {
        if (node == other) {
            return;
        }
        cuts.add(node.id + other.id);
        if (bothWays) {
            cuts.add(other.id + node.id);
        }
    }

    void restartLater(SimNode node) {
        // An init system starts an agent at once, or after a while.
        int longest = random.nextBoolean() ? 300 : 2000;
        at(now + millis(30 + random.nextInt(longest)), node::start);
    }

    /// A device works, refuses, or does not answer in time, having done it or not.
    void fence(SimNode by, String id, long incarnation) {
        SimNode target = node(id);
        long start = by.starts;
        int how = now < FAULTS_END ? random.nextInt(4) : 0;
        boolean isDone = how == 0 || (how == 2 && random.nextBoolean());
        long when = now + millis(30 + random.nextInt(400));
        if (isDone) {
            at(
                    when,
                    () -> {
                        target.powerOff();
                        at(now + millis(500 + random.nextInt(2000)), target::powerOn);
                    });
        }
        IssuerInput.Confirmation confirmation =
                switch (how) {
                    case 0 -> IssuerInput.Confirmation.CONFIRMED;
                    case 1 -> {
                        count(Fault.FENCE_REFUSED);
                        yield IssuerInput.Confirmation.REFUSED;
                    }
                    default -> {
                        count(Fault.FENCE_UNKNOWN);
                        yield mutant == Mutant.UNKNOWN_FENCE_CONFIRMED
                                ? IssuerInput.Confirmation.CONFIRMED
                                : IssuerInput.Confirmation.UNKNOWN;
                    }
                };
        at(
                when + millis(1 + random.nextInt(100)),
                () -> {
                    if (by.starts == start) {
                        by.whenAwake(() ->
                                by.issue(
                                        new IssuerInput.Fenced(
                                                id, incarnation, confirmation, by.local())));
                    }
                });
    }

    private void heal() {
        cuts.clear();
        for (SimNode node : nodes) {
            node.resume();
            node.powerOn();
        }
        confirmStuck();
    }

    /// What cannot be stopped is switched off by an operator, in the end.
    private void confirmStuck() {
        for (Tenancy tenancy : committed.values()) {
            if (!tenancy.isFree() && !tenancy.stuck().isEmpty()) {
                SimNode node = node(tenancy.node());
                node.powerOff();
                at(now + millis(300), node::powerOn);
            }
        }
        at(now + millis(2000), this::confirmStuck);
    }
}
