package dev.belay.agent.service;

import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.lease.LeaseLoop;
import dev.belay.api.ServiceView.State;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Starts and stops the services of this node as the holder of leases orders it, and tells it what
/// became of that. No call blocks; steps of one service come one after the other, those of several
/// services side by side.
public final class Conductor implements LeaseLoop.Services, AutoCloseable {

    private final Ports ports;
    private final Validated validated = new Validated();
    private final Map<String, ServiceRun> runs = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    /// Nothing may be left of an agent before: see {@link Remnants#clean}.
    public Conductor(Ports ports) {
        this.ports = ports;
    }

    @Override
    public void start(String service, long generation) {
        ServiceRun before = runs.get(service);
        if (isClosed || (before != null && before.generation() == generation)) {
            return;
        }
        if (before != null && !before.isOver()) {
            later(
                    new HolderInput.Started(
                            service, generation, notEnded(before, "was to begin here")));
            return;
        }
        ReentrantLock turn = turns.computeIfAbsent(service, _ -> new ReentrantLock(true));
        var run = new ServiceRun(service, generation, ports, validated, turn);
        runs.put(service, run);
        Thread.ofVirtual().name("start-" + service).start(run::start);
    }

    @Override
    public void stop(String service, long generation, long deadline) {
        ServiceRun run = runs.get(service);
        String failure = "";
        if (run != null && !run.isOver()) {
            if (run.generation() == generation) {
                run.stop(deadline);
                return;
            }
            failure = notEnded(run, "was to end here");
        }
        later(new HolderInput.Stopped(service, generation, failure, ports.clock().getAsLong()));
    }

    /// Begins a stay that another one has begun already: where it is left alone nothing is started,
    /// and its stop looks for all of it.
    public void takeOver(String service, long generation) {
        ServiceRun before = runs.get(service);
        if (isClosed || (before != null && before.generation() == generation)) {
            return;
        }
        ServiceRun run = takenOver(service, generation);
        boolean isLeftAlone = ports.isLeftAlone().test(service);
        Thread.ofVirtual().name("start-" + service).start(isLeftAlone ? run::adopt : run::start);
    }

    private ServiceRun takenOver(String service, long generation) {
        ReentrantLock turn = turns.computeIfAbsent(service, _ -> new ReentrantLock(true));
        var run = new ServiceRun(service, generation, ports, validated, turn);
        run.takeOver();
        runs.put(service, run);
        return run;
    }

    /// Stops a stay of which nothing may be known here, because another one has begun it.
    public void stopAnyway(String service, long generation) {
        ServiceRun run = runs.get(service);
        if (run != null && run.generation() == generation) {
            stop(service, generation, Long.MAX_VALUE);
        } else {
            takenOver(service, generation).stop(Long.MAX_VALUE);
        }
    }

    private static String notEnded(ServiceRun run, String wanted) {
        return "another stay %s, and stay %d has not ended yet: stop that one"
                .formatted(wanted, run.generation());
    }

    /// Whoever orders is asked for nothing while it does.
    private void later(HolderInput input) {
        Thread.ofVirtual().start(() -> ports.stays().tell(input));
    }

    /// Tries a stop again that failed; what came of it is told to the holder of leases.
    ///
    /// @return whether there is a stop that failed
    public boolean retryStop(String service) {
        ServiceRun run = runs.get(service);
        if (run == null || run.facts().phase() != State.STUCK) {
            return false;
        }
        run.stop(Long.MAX_VALUE);
        return true;
    }

    /// What is known of each service that runs here or ran here last, by its id; never blocks.
    public SortedMap<String, ServiceFacts> facts() {
        SortedMap<String, ServiceFacts> facts = new TreeMap<>();
        runs.forEach((service, run) -> facts.put(service, run.facts()));
        return Collections.unmodifiableSortedMap(facts);
    }

    /// With what each of those services began, by its id; they may hold secrets.
    public SortedMap<String, ServicePlan> begun() {
        SortedMap<String, ServicePlan> begun = new TreeMap<>();
        runs.forEach((service, run) -> run.begun().ifPresent(plan -> begun.put(service, plan)));
        return Collections.unmodifiableSortedMap(begun);
    }

    /// Ends monitors and announcements. What runs goes on.
    @Override
    public void close() {
        isClosed = true;
        runs.values().forEach(ServiceRun::close);
    }
}
