package dev.belay.agent.core.lease;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One host of a simulated world: a kernel that goes on whatever happens, and an agent that may be
/// paused, killed, or powered off with the host.
final class SimNode {

    /// What the kernel lets through.
    record Gate(long generation, long until) {}

    /// What an answer to a question says.
    private record Word(long term, @Nullable Grant grant, boolean isVouched) {}

    final String id;
    final LeaseWorld world;
    final SimRegister register;
    private final double rate;
    private final long skew;

    // The kernel.
    boolean isPowered = true;
    private final Map<String, Gate> gates = new HashMap<>();
    private final Map<String, Long> processes = new HashMap<>();
    private long selfKillAt = Long.MAX_VALUE;

    // The agent.
    boolean agentRuns;
    long starts;
    private long incarnation;
    private boolean isPaused;
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private @Nullable Holder holder;
    @Nullable Issuer issuer;
    private Vouching vouching = Vouching.first(0);
    private Map<String, String> wished = Map.of();
    private final Map<String, Long> wantsRunning = new HashMap<>();

    SimNode(LeaseWorld world, String id, double rate) {
        this.world = world;
        this.id = id;
        this.rate = rate;
        this.skew = world.random.nextLong(1_000_000_000_000L);
        this.register = new SimRegister(world, this);
    }

    // --- as somebody outside sees it

    boolean isActive(String service) {
        return service.equals(LeaseWorld.GATED)
                ? isPowered && isOpen(service)
                : processes.containsKey(service);
    }

    long generation(String service) {
        if (service.equals(LeaseWorld.GATED)) {
            Gate gate = gates.get(service);
            return gate == null ? 0 : gate.generation();
        }
        return processes.getOrDefault(service, 0L);
    }

    private boolean isOpen(String service) {
        Gate gate = gates.get(service);
        return gate != null && world.now < gate.until();
    }

    // --- what happens to it

    void start() {
        if (agentRuns || !isPowered) {
            return;
        }
        // Whatever the former agent left is ended before anything is said to others.
        clear();
        agentRuns = true;
        starts++;
        incarnation++;
        register.reset();
        vouching =
                Vouching.first(
                        world.mutant == Mutant.RESTARTED_VOTER_VOUCHES
                                ? local() - world.terms.lease()
                                : local());
        holder = Holder.first(id, incarnation, world.terms, local());
        long start = starts;
        world.at(world.now + world.millis(1 + world.random.nextInt(40)), () -> tick(start));
    }

    void die() {
        if (!agentRuns) {
            return;
        }
        agentRuns = false;
        starts++;
        isPaused = false;
        queue.clear();
        holder = null;
        issuer = null;
        wantsRunning.clear();
        selfKillAt = Long.MAX_VALUE;
        register.reset();
        long start = starts;
        world.at(
                world.now + (long) (world.random.nextDouble() * LeaseWorld.LINGER),
                () -> {
                    if (starts == start) {
                        clear();
                    }
                });
    }

    void powerOff() {
        die();
        isPowered = false;
        clear();
    }

    void powerOn() {
        isPowered = true;
        start();
    }

    void pause(long nanos) {
        if (!agentRuns || isPaused) {
            return;
        }
        isPaused = true;
        long start = starts;
        world.at(
                world.now + nanos,
                () -> {
                    if (starts == start) {
                        resume();
                    }
                });
    }

    void resume() {
        isPaused = false;
        while (!isPaused && !queue.isEmpty()) {
            queue.poll().run();
        }
    }

    void whenAwake(Runnable act) {
        if (!agentRuns) {
            return;
        }
        if (isPaused) {
            queue.add(act);
        } else {
            act.run();
        }
    }

    private void clear() {
        gates.clear();
        processes.clear();
    }

    private void tick(long start) {
        if (starts != start) {
            return;
        }
        world.at(world.now + world.millis(30 + world.random.nextInt(20)), () -> tick(start));
        whenAwake(() -> {
            register.tick();
            register.insist();
            hold(new HolderInput.Ticked(local()));
            if (issuer != null) {
                Map<String, String> wishes = world.wishes(this, issuer);
                if (!wishes.equals(wished)) {
                    wished = wishes;
                    issue(new IssuerInput.Wished(wishes, local()));
                } else {
                    issue(new IssuerInput.Ticked(local()));
                }
            }
        });
    }

    // --- the coordinator's part

    void leads(long term, Map<String, Tenancy> tenancies) {
        long since =
                world.mutant == Mutant.LEASE_NOT_RESTARTED
                        ? local() - world.terms.lease()
                        : local();
        Terms terms =
                world.mutant == Mutant.SHORT_LEASE
                        ? world.terms.withLease(world.terms.lease() / 2)
                        : world.terms;
        wished = Map.of();
        var reign = new Reign(term, since, terms, Set.of("n1", "n2", "n3"));
        issuer =
                Issuer.first(reign, tenancies)
                        .fencing(world.fences ? Set.of("n1", "n2", "n3") : Set.of());
    }

    void applied(Map<String, Tenancy> tenancies) {
        if (issuer != null) {
            issue(new IssuerInput.Applied(tenancies, local()));
        }
    }

    void unanswered(String service) {
        after(world.millis(100), () -> issue(new IssuerInput.Unanswered(service, local())));
    }

    void issue(IssuerInput input) {
        issueAndAnswer(input);
    }

    private Optional<Grant> issueAndAnswer(IssuerInput input) {
        Issuer before = issuer;
        if (before == null) {
            return Optional.empty();
        }
        IssuerDecision decision = before.decide(input);
        issuer = decision.next();
        Optional<Grant> answer = Optional.empty();
        for (IssuerEffect effect : decision.effects()) {
            switch (effect) {
                case IssuerEffect.Answer(_, _, var grant) -> answer = Optional.of(grant);
                case IssuerEffect.Propose(var next, var former, _) ->
                        register.propose(
                                new SimRegister.Proposal(before.reign().term(), next, former));
                case IssuerEffect.Nudge(var node) ->
                        world.send(
                                this,
                                world.node(node),
                                other -> other.hold(new HolderInput.Nudged(other.local())));
                case IssuerEffect.Bar(var node, var round, var isUp) ->
                        bar(node, before.reign().term(), round, isUp);
                case IssuerEffect.Fence(var node, var last, _) -> world.fence(this, node, last);
            }
        }
        return answer;
    }

    private void bar(String barred, long term, long round, boolean isUp) {
        long start = starts;
        world.broadcast(
                this,
                voter -> {
                    if (world.mutant != Mutant.BAR_IGNORED) {
                        voter.vouching = voter.vouching.barred(barred, term, round, isUp);
                    }
                    boolean stands =
                            world.mutant == Mutant.BAR_IGNORED
                                    || voter.vouching.isBarred(barred, term, round);
                    if (!isUp || !stands) {
                        return;
                    }
                    long age = voter.vouching.age(barred, voter.local());
                    world.send(
                            voter,
                            this,
                            _ -> {
                                if (starts == start) {
                                    issue(
                                            new IssuerInput.Barred(
                                                    voter.id, barred, round, age, local()));
                                }
                            });
                });
    }

    // --- the holder's part

    private void hold(HolderInput input) {
        Holder before = holder;
        if (before == null) {
            return;
        }
        HolderDecision decision = before.decide(input);
        holder = decision.next();
        for (HolderEffect effect : decision.effects()) {
            switch (effect) {
                case HolderEffect.Ask(var report) -> ask(report);
                case HolderEffect.ArmSelfKill(var at) -> arm(at);
                case HolderEffect.DisarmSelfKill() -> selfKillAt = Long.MAX_VALUE;
                case HolderEffect.RenewGates(var services, _) ->
                        soon(() -> services.forEach(this::renew));
                case HolderEffect.Start(var service, var generation) ->
                        startService(service, generation);
                case HolderEffect.Stop(var service, var generation, var deadline) ->
                        stopService(service, generation, deadline);
            }
        }
    }

    private void ask(Report report) {
        long start = starts;
        Map<String, Word> words = new HashMap<>();
        world.broadcast(
                this,
                other -> {
                    Grant grant =
                            other.register.ready
                                    ? other.issueAndAnswer(
                                                    new IssuerInput.Reported(report, other.local()))
                                            .orElse(null)
                                    : null;
                    Vouching.Word vouch =
                            other.vouching.asked(
                                    id,
                                    report.grantTerm(),
                                    other.register.promised,
                                    world.terms.lease(),
                                    other.local());
                    other.vouching = vouch.next();
                    var word = new Word(other.register.promised, grant, vouch.isVouched());
                    world.send(
                            other,
                            this,
                            _ -> {
                                if (starts == start) {
                                    heard(report.question(), other.id, word, words);
                                }
                            });
                });
    }

    private void heard(long question, String from, Word word, Map<String, Word> words) {
        if (words.put(from, word) != null) {
            return;
        }
        if (words.values().stream().filter(Word::isVouched).count() > world.nodes.size() / 2) {
            hold(new HolderInput.Vouched(question, local()));
        }
        words.values().stream()
                .filter(one -> one.grant() != null)
                .max((one, other) -> Long.compare(one.term(), other.term()))
                .filter(lead -> isConfirmed(lead, words))
                .ifPresent(lead -> {
                    words.clear();
                    granted(question, lead.grant());
                });
    }

    private boolean isConfirmed(Word lead, Map<String, Word> words) {
        return world.mutant == Mutant.UNCONFIRMED_COORDINATOR
                || words.values().stream().filter(word -> word.term() <= lead.term()).count()
                        > world.nodes.size() / 2;
    }

    private void granted(long question, @Nullable Grant grant) {
        Holder before = holder;
        if (before == null || grant == null) {
            return;
        }
        if (world.mutant == Mutant.COUNTED_FROM_ANSWER) {
            Map<Long, Long> sent = new HashMap<>(before.renewals().sent());
            sent.put(question, local());
            holder = with(before, sent, before.renewals().answered(), before.ended());
        }
        if (world.mutant == Mutant.OLD_ANSWERS_HEEDED) {
            Map<Long, Long> sent = new HashMap<>(before.renewals().sent());
            sent.putIfAbsent(question, local());
            holder = with(before, sent, 0, Map.of());
        }
        hold(new HolderInput.Granted(question, grant, local()));
    }

    private static Holder with(
            Holder of, Map<Long, Long> sent, long answered, Map<String, Report.Ending> ended) {
        Renewals was = of.renewals();
        return new Holder(
                of.node(),
                of.incarnation(),
                of.terms(),
                new Renewals(was.term(), was.asked(), answered, was.askAt(), was.renewedAt(), sent),
                of.held(),
                ended);
    }

    private void arm(long at) {
        if (world.mutant == Mutant.RENEWAL_AFTER_EXPIRY) {
            return;
        }
        long when = trueTime(at);
        selfKillAt = when;
        world.at(
                when,
                () -> {
                    if (selfKillAt == when) {
                        die();
                        world.restartLater(this);
                    }
                });
    }

    private void renew(String service, long generation) {
        if (!service.equals(LeaseWorld.GATED)
                || wantsRunning.getOrDefault(service, 0L) != generation) {
            return;
        }
        Gate gate = gates.get(service);
        if (gate == null && world.mutant != Mutant.RENEWAL_AFTER_EXPIRY) {
            // Not taken yet: it starts.
            return;
        }
        if (isOpen(service) || world.mutant == Mutant.RENEWAL_AFTER_EXPIRY) {
            gates.put(service, new Gate(generation, gateEnd()));
        } else {
            hold(new HolderInput.GateWasShut(service, generation));
        }
    }

    private void startService(String service, long generation) {
        wantsRunning.put(service, generation);
        boolean fails = world.happens(0.05);
        boolean isGated = service.equals(LeaseWorld.GATED);
        soon(() -> {
            if (wantsRunning.getOrDefault(service, 0L) != generation) {
                return;
            }
            if (!isGated) {
                processes.put(service, generation);
            }
            after(
                    world.millis(1 + world.random.nextInt(60)),
                    () -> {
                        if (wantsRunning.getOrDefault(service, 0L) != generation) {
                            return;
                        }
                        if (fails) {
                            world.count(Fault.START_FAILED);
                        } else if (isGated) {
                            gates.put(service, new Gate(generation, gateEnd()));
                        }
                        hold(
                                new HolderInput.Started(
                                        service, generation, fails ? "exit code 1" : ""));
                    });
        });
    }

    private void stopService(String service, long generation, long deadline) {
        wantsRunning.remove(service);
        boolean isHurried = deadline != Long.MAX_VALUE;
        boolean isGated = service.equals(LeaseWorld.GATED);
        boolean fails = !isGated && !isHurried && world.happens(0.1);
        boolean isSlow = !isGated && !isHurried && world.happens(0.1);
        if (isSlow) {
            world.count(Fault.SLOW_STOP);
        }
        long start = starts;
        if (isHurried) {
            // The agent kills what is left before the kernel ends the agent.
            world.at(
                    trueTime(deadline) - world.millis(10),
                    () -> {
                        if (starts == start) {
                            whenAwake(() -> stopped(service, generation, ""));
                        }
                    });
        }
        soon(() -> {
            shut(service, generation);
            after(
                    world.millis((isSlow ? 2000 : 1) + world.random.nextInt(60)),
                    () -> {
                        if (fails) {
                            world.count(Fault.STOP_FAILED);
                        }
                        stopped(service, generation, fails ? "exit code 1" : "");
                    });
        });
    }

    private void stopped(String service, long generation, String failure) {
        shut(service, generation);
        if (processes.getOrDefault(service, 0L) == generation && failure.isEmpty()) {
            processes.remove(service);
        }
        boolean isHidden = world.mutant == Mutant.STOP_FAILURE_IGNORED;
        hold(new HolderInput.Stopped(service, generation, isHidden ? "" : failure, local()));
    }

    /// A late act must not end what came after.
    private void shut(String service, long generation) {
        Gate gate = gates.get(service);
        if (gate != null && gate.generation() == generation) {
            gates.remove(service);
        }
    }

    // --- time

    /// An act comes a little after the decision; a pause may come between.
    private void soon(Runnable act) {
        long gap = world.micros(10 + world.random.nextInt(2000));
        if (world.happens(0.01)) {
            world.count(Fault.LATE_ACT);
            gap = (long) (world.random.nextDouble() * world.terms.selfKill());
        }
        after(gap, act);
    }

    private void after(long nanos, Runnable act) {
        long start = starts;
        world.at(
                world.now + nanos,
                () -> {
                    if (starts == start) {
                        whenAwake(act);
                    }
                });
    }

    private long gateEnd() {
        return world.now + (long) (world.terms.gate() / rate);
    }

    long local() {
        return (long) (world.now * rate) + skew;
    }

    private long trueTime(long local) {
        return (long) Math.ceil((local - skew) / rate);
    }
}
