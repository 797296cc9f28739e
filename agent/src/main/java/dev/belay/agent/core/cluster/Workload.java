package dev.belay.agent.core.cluster;

import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.ApiError;
import dev.belay.api.DrillKind;
import dev.belay.api.NodeMode;
import dev.belay.model.config.TimingProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the cluster is to run, and who may run it now.
///
/// @param design in force, in the format of design files, packed ({@link Packed}); empty: none is
/// @param designVersion index of the entry that put it in force; 0: none is
/// @param timing what leases live by
/// @param services by id: those of the design, and those that still run and are to go
/// @param modes by node; those that are not named are active
/// @param lastDropped the highest generation of a service that is no more: one that comes back
///   under the same id begins above it
/// @param fences when nodes were to be stopped for certain, newest first
/// @param drill the last one that began
/// @param operations plans that were carried out, newest first
/// @param remotes remote nodes by id: those of the design, and those whose connection has to end
public record Workload(
        String design,
        long designVersion,
        TimingProfile timing,
        SortedMap<String, ServiceState> services,
        SortedMap<String, NodeMode> modes,
        long lastDropped,
        List<FenceRecord> fences,
        Drill drill,
        List<Operation> operations,
        SortedMap<String, RemoteNode> remotes) {

    /// Times that are remembered.
    static final int FENCES_KEPT = 30;

    /// A fault that was ordered for the node of a service.
    ///
    /// @param service id; empty: there never was a drill
    /// @param node that ran it
    /// @param generation number of the stay that it ends
    /// @param atMillis when, on the clock of who wrote the order
    /// @param untilMillis no other begins before, on that clock
    public record Drill(
            String service,
            DrillKind kind,
            String node,
            long generation,
            long atMillis,
            long untilMillis) {

        static final Drill NONE = new Drill("", DrillKind.MOVE, "", 0, 0, 0);
    }

    /// Nothing is to run.
    public static final Workload NONE =
            new Workload(
                    "",
                    0,
                    TimingProfile.STANDARD,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    0,
                    List.of(),
                    Drill.NONE,
                    List.of(),
                    new TreeMap<>());

    public Workload {
        // A state from before there were these has none.
        fences = List.copyOf(Objects.requireNonNullElse(fences, List.of()));
        drill = Objects.requireNonNullElse(drill, Drill.NONE);
        operations = List.copyOf(Objects.requireNonNullElse(operations, List.of()));
        remotes =
                Collections.unmodifiableSortedMap(
                        new TreeMap<>(Objects.requireNonNullElse(remotes, Map.of())));
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        modes = Collections.unmodifiableSortedMap(new TreeMap<>(modes));
    }

    /// What whoever names a service is told that there is none of.
    public static ApiError unknown(String service) {
        return new ApiError(
                "service-unknown",
                "a service of the design in force",
                SettingRules.quoted(service),
                "look at the list of services, or apply a design that has it");
    }

    public NodeMode mode(String node) {
        return modes.getOrDefault(node, NodeMode.ACTIVE);
    }

    /// Who may run each service, and who may talk to each remote node.
    public Map<String, Tenancy> tenancies() {
        Map<String, Tenancy> all = new TreeMap<>();
        remotes.forEach((id, remote) -> all.put(id, remote.connection()));
        services.forEach((id, service) -> all.put(id, service.tenancy()));
        return all;
    }

    /// Whether any node may be running anything.
    public boolean isBusy() {
        return tenancies().values().stream().anyMatch(one -> !one.isFree());
    }

    /// The member that may talk to a remote node; the same node for all others, empty for nobody.
    public String reachedBy(String node) {
        RemoteNode remote = remotes.get(node);
        return remote == null ? node : remote.connection().node();
    }

    public Workload with(ServiceState service) {
        SortedMap<String, ServiceState> changed = new TreeMap<>(services);
        changed.put(service.id(), service);
        return withServices(changed, lastDropped);
    }

    Workload with(RemoteNode remote) {
        SortedMap<String, RemoteNode> changed = new TreeMap<>(remotes);
        changed.put(remote.id(), remote);
        return withRemotes(changed, lastDropped);
    }

    /// Without those that no design has and no node runs.
    Workload swept() {
        SortedMap<String, ServiceState> left = new TreeMap<>(services);
        long dropped = lastDropped;
        for (ServiceState one : services.values()) {
            if (!one.isDesigned() && one.tenancy().isFree()) {
                left.remove(one.id());
                dropped = Math.max(dropped, one.tenancy().generation());
            }
        }
        SortedMap<String, RemoteNode> leftRemotes = new TreeMap<>(remotes);
        for (RemoteNode one : remotes.values()) {
            // What still holds something there would be taken for a member that fell silent.
            if (!one.isDesigned() && one.connection().isFree() && !isNamed(one.id())) {
                leftRemotes.remove(one.id());
                dropped = Math.max(dropped, one.connection().generation());
            }
        }
        return withServices(left, dropped).withRemotes(leftRemotes, dropped);
    }

    /// Whether a node may be running anything.
    public boolean isNamed(String node) {
        return services.values().stream().anyMatch(one -> one.tenancy().node().equals(node));
    }

    private Workload withRemotes(SortedMap<String, RemoteNode> changed, long dropped) {
        return new Workload(
                design,
                designVersion,
                timing,
                services,
                modes,
                dropped,
                fences,
                drill,
                operations,
                changed);
    }

    private Workload withServices(SortedMap<String, ServiceState> changed, long dropped) {
        return new Workload(
                design,
                designVersion,
                timing,
                changed,
                modes,
                dropped,
                fences,
                drill,
                operations,
                remotes);
    }

    Workload withMode(String node, NodeMode mode) {
        SortedMap<String, NodeMode> changed = new TreeMap<>(modes);
        if (mode == NodeMode.ACTIVE) {
            changed.remove(node);
        } else {
            changed.put(node, mode);
        }
        return new Workload(
                design,
                designVersion,
                timing,
                services,
                changed,
                lastDropped,
                fences,
                drill,
                operations,
                remotes);
    }

    /// With one more, or one that is known further.
    Workload withFence(FenceRecord fence) {
        List<FenceRecord> all = new ArrayList<>(fences);
        all.removeIf(one -> one.begun() == fence.begun());
        all.add(fence);
        all.sort(Comparator.comparingLong(FenceRecord::begun).reversed());
        return new Workload(
                design,
                designVersion,
                timing,
                services,
                modes,
                lastDropped,
                kept(all),
                drill,
                operations,
                remotes);
    }

    /// The newest, and of each node the newest that was confirmed: what is over stays over.
    private static List<FenceRecord> kept(List<FenceRecord> newestFirst) {
        List<FenceRecord> kept = new ArrayList<>();
        Set<String> confirmed = new HashSet<>();
        for (FenceRecord one : newestFirst) {
            boolean isLast = one.isConfirmed() && confirmed.add(one.node());
            if (kept.size() < FENCES_KEPT || isLast) {
                kept.add(one);
            }
        }
        return kept;
    }

    /// The newest incarnation of each node that is certainly over.
    public Map<String, Long> fencedUpTo() {
        Map<String, Long> over = new TreeMap<>();
        for (FenceRecord fence : fences) {
            if (fence.isConfirmed()) {
                over.merge(fence.node(), fence.incarnation(), Math::max);
            }
        }
        return over;
    }

    Workload withDrill(Drill begun) {
        return new Workload(
                design,
                designVersion,
                timing,
                services,
                modes,
                lastDropped,
                fences,
                begun,
                operations,
                remotes);
    }

    /// With one more, or one that has come further; those before it are remembered without their
    /// designs.
    Workload withOperation(Operation operation) {
        List<Operation> all = new ArrayList<>();
        all.add(operation);
        operations.stream()
                .filter(one -> one.number() != operation.number())
                .map(Operation::forgotten)
                .limit(Operation.KEPT - 1)
                .forEach(all::add);
        return new Workload(
                design,
                designVersion,
                timing,
                services,
                modes,
                lastDropped,
                fences,
                drill,
                all,
                remotes);
    }

    /// The newest one; empty when there never was one.
    public Optional<Operation> operation() {
        return operations.stream().findFirst();
    }
}
