package dev.belay.agent.lease;

import dev.belay.agent.core.lease.Holder;
import dev.belay.agent.core.lease.HolderDecision;
import dev.belay.agent.core.lease.HolderEffect;
import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Round;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.host.RealTime;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Owns the holder of this node's leases, on one thread that is scheduled in real time where the
/// host allows it: asks, renews the gates, puts the self-kill off.
///
/// Everything else that has to do with a gate comes to this thread too, so that no address is
/// opened for a stay that the holder has ended meanwhile.
public final class LeaseLoop implements AutoCloseable {

    private static final int PRIORITY = 20;
    private static final int QUEUE = 1_024;
    private static final long IDLE_TICK = 100_000_000;
    private static final long STUCK = 1_000_000_000;

    /// What leads to the other members. Must not block.
    public interface Wire {
        void ask(Report report);
    }

    /// What starts and stops the resources of services. Must not block; the outcome comes back as
    /// an input.
    public interface Services {
        void start(String service, long generation);

        /// Stops a service, from its last resource to its first.
        ///
        /// @param deadline when whatever is left of it must be killed, on the clock of {@link
        ///   SelfKill#now}
        void stop(String service, long generation, long deadline);
    }

    /// What a stay has open.
    private record Opened(long generation, List<InetAddress> addresses) {}

    private @Nullable AddressGuard guard;
    private String unguarded = "this agent has built no guard of addresses";
    private final SelfKill death;
    private final UnaryOperator<Terms> own;
    private final Wire wire;
    private final Services services;
    private final Consumer<String> log;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(QUEUE);
    private final Map<String, Opened> open = new HashMap<>();
    private final Thread thread;
    private volatile Holder holder;
    private volatile String unhurried = "";
    private volatile long turnedAt = SelfKill.now();
    private volatile boolean isOver;

    private LeaseLoop(
            Holder first,
            UnaryOperator<Terms> own,
            SelfKill death,
            Wire wire,
            Services services,
            Consumer<String> log) {
        this.holder = first;
        this.own = own;
        this.death = death;
        this.wire = wire;
        this.services = services;
        this.log = log;
        this.thread = Thread.ofPlatform().name("lease").unstarted(this::run);
    }

    /// Begins to ask.
    ///
    /// @param first a node that has made sure that nothing runs on it; its times are those of
    ///   {@link SelfKill#now}
    /// @param own the times of this node where the cluster lives by others
    /// @param log gets one sentence for each decision
    public static LeaseLoop start(
            Holder first,
            UnaryOperator<Terms> own,
            SelfKill death,
            Wire wire,
            Services services,
            Consumer<String> log) {
        var loop = new LeaseLoop(first, own, death, wire, services, log);
        loop.thread.start();
        return loop;
    }

    /// A coordinator's answer that a majority confirmed. One that counts by other times is heeded
    /// only by who holds nothing, and has these times from then on.
    ///
    /// @param accepted called on the loop's thread when it was heeded, before it is
    public void granted(long question, Round.Lead lead, Runnable accepted) {
        submit(() -> {
            Terms terms = own.apply(lead.terms());
            if (!terms.equals(holder.terms())) {
                if (!holder.held().isEmpty()) {
                    log.accept("an answer that counts by other times is not heeded");
                    return;
                }
                holder = holder.under(terms);
            }
            accepted.run();
            decide(new HolderInput.Granted(question, lead.grant(), SelfKill.now()));
        });
    }

    /// From now on addresses have this guard; before, nothing with an address can begin.
    public void guardBy(AddressGuard built) {
        submit(() -> guard = built);
    }

    /// Why there is no guard.
    public void goWithout(String why) {
        submit(() -> unguarded = why);
    }

    private AddressGuard guard() throws LeaseException {
        AddressGuard built = guard;
        if (built == null) {
            throw new LeaseException(unguarded);
        }
        return built;
    }

    /// A fact for the holder; taken in on the loop's thread.
    public void tell(HolderInput input) {
        submit(() -> decide(input));
    }

    /// Makes addresses useless that are not yet taken, where a gate does that; may be repeated.
    ///
    /// @param outcome called on the loop's thread: empty when they are
    public void guard(List<InetAddress> addresses, Consumer<Optional<String>> outcome) {
        submit(() -> outcome.accept(guarded(addresses)));
    }

    /// Opens addresses of a service, beside those that its stay has open, if that is still wanted.
    ///
    /// @param outcome called on the loop's thread: empty when they are open
    public void take(
            String service,
            long generation,
            List<InetAddress> addresses,
            Consumer<Optional<String>> outcome) {
        submit(() -> outcome.accept(taken(service, generation, addresses)));
    }

    /// Shuts all addresses of a service; may be repeated.
    ///
    /// @param outcome called on the loop's thread: empty when they are shut
    public void shut(String service, Consumer<Optional<String>> outcome) {
        submit(() -> outcome.accept(shutNow(service, addressesOf(service))));
    }

    /// Shuts some addresses of a service and leaves the others open; may be repeated.
    ///
    /// @param outcome called on the loop's thread: empty when they are shut
    public void shut(
            String service, List<InetAddress> addresses, Consumer<Optional<String>> outcome) {
        submit(() -> outcome.accept(shutNow(service, addresses)));
    }

    /// Why it is not scheduled in real time; empty when it is.
    public String unhurried() {
        return unhurried;
    }

    /// Whether it has done its work within a second.
    public boolean isTurning() {
        return !isOver && SelfKill.now() - turnedAt < STUCK;
    }

    /// What is held now; never blocks.
    public Holder holder() {
        return holder;
    }

    private void submit(Runnable act) {
        if (!queue.offer(act)) {
            // Nothing is renewed any more then, and the kernel does the rest.
            throw new IllegalStateException("the lease loop has stopped taking facts");
        }
    }

    private void run() {
        RealTime.take(PRIORITY)
                .ifPresent(why -> {
                    unhurried = why;
                    log.accept(why);
                });
        try {
            while (!isOver) {
                Runnable act = queue.poll(tick(), TimeUnit.NANOSECONDS);
                if (act != null) {
                    act.run();
                }
                decide(new HolderInput.Ticked(SelfKill.now()));
                turnedAt = SelfKill.now();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long tick() {
        return holder.held().isEmpty() ? IDLE_TICK : holder.terms().renew() / 8;
    }

    private long grantedMillis() {
        return holder.terms().gate() / 1_000_000;
    }

    private void decide(HolderInput input) {
        HolderDecision decision = holder.decide(input);
        holder = decision.next();
        if (!decision.reason().isEmpty()) {
            log.accept(decision.reason());
        }
        for (HolderEffect effect : decision.effects()) {
            try {
                carryOut(effect);
            } catch (LeaseException e) {
                log.accept(String.valueOf(e.getMessage()));
            }
        }
    }

    private void carryOut(HolderEffect effect) throws LeaseException {
        switch (effect) {
            case HolderEffect.Ask(var report) -> wire.ask(report);
            case HolderEffect.ArmSelfKill(var at) -> death.arm(at);
            case HolderEffect.DisarmSelfKill() -> death.disarm();
            case HolderEffect.RenewGates(var held, var deadline) -> {
                for (var one : held.entrySet()) {
                    renew(one.getKey(), one.getValue(), deadline);
                }
            }
            case HolderEffect.Start(var service, var generation) ->
                    services.start(service, generation);
            case HolderEffect.Stop(var service, var generation, var deadline) ->
                    services.stop(service, generation, deadline);
        }
    }

    private void renew(String service, long generation, long deadline) throws LeaseException {
        List<InetAddress> addresses = addressesOf(service);
        if (addresses.isEmpty() || SelfKill.now() >= deadline) {
            return;
        }
        switch (guard().renew(addresses, grantedMillis())) {
            case OPEN -> {}
            case REFUSED -> {
                open.remove(service);
                decide(new HolderInput.GateWasShut(service, generation));
            }
            case GONE -> {
                open.remove(service);
                decide(
                        new HolderInput.Failed(
                                service,
                                generation,
                                "the gate of its addresses was taken away: somebody flushed the"
                                        + " host's rules"));
            }
        }
    }

    private List<InetAddress> addressesOf(String service) {
        Opened opened = open.get(service);
        return opened == null ? List.of() : opened.addresses();
    }

    private Optional<String> guarded(List<InetAddress> addresses) {
        try {
            for (InetAddress address : addresses) {
                guard().adopt(address);
            }
            return Optional.empty();
        } catch (LeaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> taken(String service, long generation, List<InetAddress> addresses) {
        if (!holder.isWanted(service, generation)) {
            return Optional.of("its lease has ended meanwhile");
        }
        try {
            if (guard().take(addresses, grantedMillis()) != AddressGuard.Pass.OPEN) {
                return Optional.of(
                        "its addresses could not be taken: the kernel had ended them, or somebody has them");
            }
            Opened before = open.get(service);
            List<InetAddress> all = new ArrayList<>(addresses);
            if (before != null && before.generation() == generation) {
                all.addAll(0, before.addresses());
            }
            open.put(service, new Opened(generation, List.copyOf(all)));
            return Optional.empty();
        } catch (LeaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> shutNow(String service, List<InetAddress> addresses) {
        // Not renewed any more even if it cannot be shut now: then the kernel does it.
        open.computeIfPresent(
                service,
                (_, opened) -> {
                    List<InetAddress> left = new ArrayList<>(opened.addresses());
                    left.removeAll(addresses);
                    return left.isEmpty()
                            ? null
                            : new Opened(opened.generation(), List.copyOf(left));
                });
        try {
            for (InetAddress address : addresses) {
                guard().shut(address);
            }
            return Optional.empty();
        } catch (LeaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Ends the thread; the kernel ends the use of addresses by itself, and the self-kill stays
    /// armed.
    @Override
    public void close() {
        isOver = true;
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
