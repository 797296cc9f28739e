package dev.belay.agent.tenure;

import dev.belay.agent.core.lease.Holder;
import dev.belay.agent.core.lease.HolderDecision;
import dev.belay.agent.core.lease.HolderEffect;
import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.core.lease.Round;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.lease.LeaseLoop;
import dev.belay.agent.lease.SelfKill;
import dev.belay.agent.service.Stays;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Owns what a remote node holds, as the member that speaks for it knows it: asks once a second
/// while there is a connection. Nothing ends there by silence, so there is no dead-man and no gate.
final class RemoteLoop implements LeaseLines.Asker, Stays, AutoCloseable {

    private static final int QUEUE = 1_024;
    private static final long TICK_MILLIS = 250;

    private final LeaseLoop.Wire wire;
    private final BooleanSupplier isConnected;
    private final Runnable idle;
    private final Consumer<String> log;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(QUEUE);
    private volatile @Nullable Thread thread;
    private boolean isGranted;
    private LeaseLoop.@Nullable Services services;
    private volatile Holder holder;
    private volatile boolean isOver;

    /// @param first what it begins with
    /// @param isConnected whether it may speak for the node now
    /// @param idle called again and again while nothing is held
    RemoteLoop(
            Holder first,
            LeaseLoop.Wire wire,
            BooleanSupplier isConnected,
            Runnable idle,
            Consumer<String> log) {
        this.holder = first;
        this.wire = wire;
        this.isConnected = isConnected;
        this.idle = idle;
        this.log = log;
    }

    /// Begins to ask; to be called once.
    ///
    /// @param services who starts and stops them
    void start(LeaseLoop.Services services) {
        thread = Thread.ofVirtual().name("remote-loop").start(() -> run(services));
    }

    Holder holder() {
        return holder;
    }

    /// To be called when the coordinator has news.
    void nudged() {
        tell(new HolderInput.Nudged(SelfKill.now()));
    }

    @Override
    public Terms terms() {
        return holder.terms();
    }

    @Override
    public void granted(long question, Round.Lead lead, Runnable accepted) {
        submit(() -> {
            accepted.run();
            isGranted = true;
            decide(new HolderInput.Granted(question, lead.grant(), SelfKill.now()));
        });
    }

    @Override
    public void vouched(long question) {
        // Nothing ends without it.
    }

    @Override
    public void tell(HolderInput input) {
        submit(() -> decide(input));
    }

    @Override
    public boolean isWanted(String service, long generation) {
        return !isOver && holder.isWanted(service, generation);
    }

    @Override
    public void guard(List<InetAddress> addresses, Consumer<Optional<String>> outcome) {
        outcome.accept(Optional.of("a remote node has no gate"));
    }

    @Override
    public void take(
            String service,
            long generation,
            List<InetAddress> addresses,
            Consumer<Optional<String>> outcome) {
        outcome.accept(Optional.of("a remote node has no gate"));
    }

    @Override
    public void shut(
            String service, List<InetAddress> addresses, Consumer<Optional<String>> outcome) {
        outcome.accept(Optional.empty());
    }

    private void submit(Runnable act) {
        if (!isOver && !queue.offer(act)) {
            throw new IllegalStateException("the loop of a remote node has stopped taking facts");
        }
    }

    private void run(LeaseLoop.Services services) {
        this.services = services;
        try {
            while (!isOver) {
                Runnable act = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (act != null) {
                    act.run();
                }
                if (isConnected.getAsBoolean()) {
                    decide(new HolderInput.Ticked(SelfKill.now()));
                }
                if (isGranted && holder.held().isEmpty()) {
                    idle.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(HolderInput input) {
        if (isOver) {
            return;
        }
        HolderDecision decision = holder.decide(input);
        holder = decision.next();
        if (!decision.reason().isEmpty()) {
            log.accept(decision.reason());
        }
        for (HolderEffect effect : decision.effects()) {
            switch (effect) {
                case HolderEffect.Ask(var report) -> {
                    if (isConnected.getAsBoolean()) {
                        wire.ask(report);
                    }
                }
                case HolderEffect.Start(var service, var generation) ->
                        carrying().start(service, generation);
                case HolderEffect.Stop(var service, var generation, var deadline) ->
                        carrying().stop(service, generation, deadline);
                case HolderEffect.ArmSelfKill _,
                        HolderEffect.DisarmSelfKill _,
                        HolderEffect.RenewGates _ -> {
                    // There is nothing that would end by itself.
                }
            }
        }
    }

    private LeaseLoop.Services carrying() {
        return Objects.requireNonNull(services, "nothing is decided before it has begun");
    }

    @Override
    public void close() {
        isOver = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
