package dev.belay.agent.core.lease;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One node's part of a small consensus about the tenancies: terms, votes, and one value at a time
/// that a majority accepts. What it has written may be lost until it is synced; it answers after.
final class SimRegister {

    /// @param term in which it was accepted
    /// @param version grows by one with each change
    record Value(long term, long version, Map<String, Tenancy> tenancies) {}

    /// @param term of who proposed it
    record Proposal(long term, Tenancy next, long formerGeneration) {}

    private final LeaseWorld world;
    private final SimNode node;

    // On the disk.
    long promised;
    Value accepted = new Value(0, 0, Map.of());

    // In memory.
    long campaign;
    private final Map<String, Value> votes = new HashMap<>();
    boolean leads;
    boolean ready;
    private Value current = accepted;
    private Value inFlight = accepted;
    private boolean busy;
    private @Nullable Proposal underWay;
    private final Set<String> acceptances = new HashSet<>();
    private final ArrayDeque<Proposal> waiting = new ArrayDeque<>();
    long heardAt;
    private long patience;

    SimRegister(LeaseWorld world, SimNode node) {
        this.world = world;
        this.node = node;
        reset();
    }

    void reset() {
        votes.clear();
        leads = false;
        ready = false;
        busy = false;
        waiting.clear();
        underWay = null;
        campaign = 0;
        heardAt = world.now;
        patience = world.millis(400 + world.random.nextInt(500));
    }

    void tick() {
        if (leads) {
            long term = promised;
            world.broadcast(node, other -> other.register.heartbeat(node, term));
            return;
        }
        if (world.now - heardAt > patience) {
            heardAt = world.now;
            patience = world.millis(400 + world.random.nextInt(500));
            campaign = promised + 1;
            votes.clear();
            long term = campaign;
            world.broadcast(node, other -> other.register.voteAsked(node, term));
        }
    }

    private void heartbeat(SimNode leader, long term) {
        if (term < promised || leader == node) {
            return;
        }
        heardAt = world.now;
        if (term > promised) {
            join(term, () -> {});
        }
    }

    private void voteAsked(SimNode candidate, long term) {
        if (term <= promised) {
            return;
        }
        join(
                term,
                () -> {
                    Value mine = accepted;
                    heardAt = world.now;
                    world.send(node, candidate, other -> other.register.voted(node, term, mine));
                });
    }

    /// Once in a later term, there is no way back.
    private void join(long term, Runnable after) {
        boolean led = leads;
        synced(
                () -> {
                    if (term <= promised) {
                        return false;
                    }
                    promised = term;
                    stepDown(led);
                    return true;
                },
                after);
    }

    private void stepDown(boolean led) {
        if (led || leads) {
            leads = false;
            ready = false;
            busy = false;
            // What a former coordinator wanted may come to a later one by a retry.
            if (underWay != null) {
                world.retryLater(underWay);
                underWay = null;
            }
            waiting.forEach(world::retryLater);
            waiting.clear();
            node.issuer = null;
        }
    }

    private void voted(SimNode voter, long term, Value value) {
        if (term != campaign || term < promised || leads) {
            return;
        }
        votes.put(voter.id, value);
        // Its own vote may come last; without it it is not in that term.
        if (votes.size() <= world.nodes.size() / 2 || term != promised) {
            return;
        }
        leads = true;
        ready = false;
        Value newest = accepted;
        for (Value vote : votes.values()) {
            boolean isNewer =
                    vote.term() > newest.term()
                            || (vote.term() == newest.term() && vote.version() > newest.version());
            if (isNewer) {
                newest = vote;
            }
        }
        accept(new Value(term, newest.version() + 1, newest.tenancies()));
    }

    void propose(Proposal proposal) {
        if (!leads) {
            world.retryLater(proposal);
            return;
        }
        if (world.happens(0.05)) {
            // Lost on its way; whoever waits for its outcome hears of none, and it may come later.
            world.retryLater(proposal);
            node.unanswered(proposal.next().service());
            return;
        }
        waiting.add(proposal);
        if (!busy) {
            next();
        }
    }

    private void next() {
        while (!waiting.isEmpty() && !busy) {
            Proposal proposal = waiting.poll();
            String service = proposal.next().service();
            Tenancy former = current.tenancies().getOrDefault(service, Tenancy.none(service));
            boolean isOfThisTerm =
                    proposal.term() == promised || world.mutant == Mutant.NO_EPOCH_CHECK;
            if (isOfThisTerm && former.generation() == proposal.formerGeneration()) {
                Map<String, Tenancy> changed = new HashMap<>(current.tenancies());
                changed.put(service, proposal.next());
                underWay = proposal;
                accept(new Value(promised, current.version() + 1, changed));
            }
        }
    }

    private void accept(Value value) {
        busy = true;
        inFlight = value;
        acceptances.clear();
        world.broadcast(node, other -> other.register.acceptAsked(node, value));
    }

    /// A message that was lost is sent again.
    void insist() {
        if (leads && busy) {
            Value value = inFlight;
            world.broadcast(node, other -> other.register.acceptAsked(node, value));
        }
    }

    private void acceptAsked(SimNode leader, Value value) {
        if (value.term() < promised) {
            return;
        }
        boolean led = leads && leader != node;
        synced(
                () -> {
                    if (value.term() < promised) {
                        return false;
                    }
                    if (value.term() > promised) {
                        promised = value.term();
                        stepDown(led);
                    }
                    boolean isNewer =
                            value.term() > accepted.term() || value.version() >= accepted.version();
                    if (isNewer) {
                        accepted = value;
                    }
                    return isNewer;
                },
                () -> {
                    heardAt = world.now;
                    world.send(node, leader, other -> other.register.acceptedBy(node, value));
                });
    }

    private void acceptedBy(SimNode voter, Value value) {
        if (!leads || !busy || !value.equals(inFlight)) {
            return;
        }
        acceptances.add(voter.id);
        if (acceptances.size() <= world.nodes.size() / 2) {
            return;
        }
        busy = false;
        underWay = null;
        current = value;
        world.committed(value);
        if (ready) {
            node.applied(value.tenancies());
        } else {
            ready = true;
            node.leads(promised, value.tenancies());
        }
        next();
    }

    /// Writes now, syncs a little later, and only then goes on; a crash between loses the write.
    private void synced(BooleanSupplier write, Runnable after) {
        long start = node.starts;
        world.at(
                world.now + world.micros(100 + world.random.nextInt(3000)),
                () -> {
                    if (node.starts != start || !node.agentRuns) {
                        world.count(Fault.LOST_WRITE);
                        return;
                    }
                    if (write.getAsBoolean()) {
                        node.whenAwake(after);
                    }
                });
    }
}
