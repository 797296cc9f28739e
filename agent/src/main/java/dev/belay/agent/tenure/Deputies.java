package dev.belay.agent.tenure;

import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.lease.LeaseLoop;
import dev.belay.agent.lease.SelfKill;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What a member holds by its lease: services, which run on it, and connections of remote nodes,
/// for which it speaks. Safe for use by several threads.
final class Deputies implements LeaseLoop.Services, AutoCloseable {

    private final Predicate<String> isRemote;
    private final RemoteTenant.Home home;
    private final LeaseLoop.Services services;
    private final Consumer<HolderInput> lease;
    private final Map<String, RemoteTenant> remotes = new ConcurrentHashMap<>();

    /// @param isRemote whether an id is that of a remote node
    /// @param services who starts and stops those of this node
    /// @param lease told what became of an order
    Deputies(
            Predicate<String> isRemote,
            RemoteTenant.Home home,
            LeaseLoop.Services services,
            Consumer<HolderInput> lease) {
        this.isRemote = isRemote;
        this.home = home;
        this.services = services;
        this.lease = lease;
    }

    @Override
    public void start(String id, long generation) {
        if (!isRemote.test(id)) {
            services.start(id, generation);
            return;
        }
        var tenant = new RemoteTenant(id, generation, home);
        RemoteTenant before = remotes.put(id, tenant);
        Thread.ofVirtual()
                .name("remote-" + id)
                .start(() -> {
                    if (before != null) {
                        before.close();
                    }
                    tenant.start();
                    // Whether it gets through is seen by what it says for the node.
                    lease.accept(new HolderInput.Started(id, generation, ""));
                });
    }

    @Override
    public void stop(String id, long generation, long deadline) {
        RemoteTenant tenant = remotes.get(id);
        if (tenant == null || tenant.generation() != generation) {
            services.stop(id, generation, deadline);
            return;
        }
        Thread.ofVirtual()
                .name("remote-" + id)
                .start(() -> {
                    tenant.close(deadline == Long.MAX_VALUE);
                    // A second order, with a deadline, helps the first one to its end.
                    if (remotes.remove(id, tenant)) {
                        lease.accept(new HolderInput.Stopped(id, generation, "", SelfKill.now()));
                    }
                });
    }

    /// What is shown of the remote nodes that this member speaks for, by their ids.
    Map<String, NodeSight> sights() {
        Map<String, NodeSight> all = new TreeMap<>();
        remotes.forEach((id, tenant) -> all.put(id, tenant.sight()));
        return all;
    }

    void nudged() {
        remotes.values().forEach(RemoteTenant::nudged);
    }

    /// The log has gone on.
    void changed() {
        remotes.values().forEach(RemoteTenant::changed);
    }

    /// Stops again what did not stop, on whichever remote node it is.
    void stopAgain(String service) {
        remotes.values().forEach(tenant -> tenant.stopAgain(service));
    }

    @Override
    public void close() {
        remotes.values().forEach(RemoteTenant::close);
        remotes.clear();
    }
}
