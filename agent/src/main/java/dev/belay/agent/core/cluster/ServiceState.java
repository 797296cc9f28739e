package dev.belay.agent.core.cluster;

import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.ServiceView.Wanted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// A service as the cluster has it.
///
/// @param id as the design has it
/// @param isDesigned whether the design in force has it
/// @param wanted what was ordered
/// @param movedTo where an operator sent it; empty: nowhere
/// @param movedFrom from where an operator sent it away; empty: from nowhere
/// @param tenancy who may run it
/// @param failures by node, those that count
/// @param stays newest first
public record ServiceState(
        String id,
        boolean isDesigned,
        Wanted wanted,
        String movedTo,
        String movedFrom,
        Tenancy tenancy,
        SortedMap<String, Failures> failures,
        List<Stay> stays) {

    /// Stays that are remembered.
    static final int STAYS_KEPT = 20;

    /// Failures from which a node counts as unfit, whatever the threshold.
    public static final int FATAL = 1_000_000;

    /// Failures on one node.
    ///
    /// @param count how many; {@link #FATAL} when it makes no sense to try again
    /// @param generation of the stay that failed last
    /// @param atMillis when, on the clock of the coordinator
    /// @param last what it was
    /// @param isLeaseLost whether the last one was only that its lease was over
    public record Failures(
            int count, long generation, long atMillis, String last, boolean isLeaseLost) {}

    /// One stay.
    ///
    /// @param node empty: nowhere
    /// @param atMillis when it was decided, on the clock of the coordinator
    /// @param reason why the one before was over
    /// @param form of what was to run by it; empty: not known
    public record Stay(long generation, String node, long atMillis, String reason, String form) {
        public Stay {
            // One from before there were these has none.
            form = Objects.requireNonNullElse(form, "");
        }
    }

    public ServiceState {
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
        stays = List.copyOf(stays);
    }

    /// One that never ran.
    ///
    /// @param above its first stay gets a higher generation
    static ServiceState first(String id, long above) {
        return new ServiceState(
                id,
                true,
                Wanted.AS_DESIGNED,
                "",
                "",
                new Tenancy(id, above, "", 0, ""),
                new TreeMap<>(),
                List.of());
    }

    ServiceState withDesigned(boolean designed) {
        return new ServiceState(id, designed, wanted, movedTo, movedFrom, tenancy, failures, stays);
    }

    ServiceState withWanted(Wanted changed) {
        return new ServiceState(
                id, isDesigned, changed, movedTo, movedFrom, tenancy, failures, stays);
    }

    ServiceState moved(String to, String from) {
        return new ServiceState(id, isDesigned, wanted, to, from, tenancy, failures, stays);
    }

    /// Without failures and without where it was sent.
    ServiceState cleared() {
        return new ServiceState(id, isDesigned, wanted, "", "", tenancy, new TreeMap<>(), stays);
    }

    /// The form of what runs by the present stay; empty: not known.
    public String form() {
        return stays.isEmpty() ? "" : stays.getFirst().form();
    }

    ServiceState withTenancy(Tenancy next, ServiceOrder.Settle settle, long atMillis) {
        List<Stay> more = new ArrayList<>(stays);
        if (next.generation() != tenancy.generation()) {
            more.addFirst(
                    new Stay(
                            next.generation(),
                            next.node(),
                            atMillis,
                            settle.reason(),
                            settle.form()));
        }
        return new ServiceState(
                id,
                isDesigned,
                wanted,
                movedTo,
                movedFrom,
                next,
                failures,
                more.subList(0, Math.min(more.size(), STAYS_KEPT)));
    }

    /// The newest stay that failed and counts; 0: none. Unlike how often it failed this only grows,
    /// whatever is forgotten meanwhile.
    public long failedGeneration() {
        return failures.values().stream().mapToLong(Failures::generation).max().orElse(0);
    }

    /// Whether the end of a stay has been counted.
    public boolean hasCounted(String node, long generation) {
        Failures known = failures.get(node);
        return known != null && known.generation() >= generation;
    }

    /// One failure more; a stay fails once.
    public ServiceState failed(ServiceOrder.Fail fail, long atMillis) {
        if (hasCounted(fail.node(), fail.generation())) {
            return this;
        }
        Failures known = failures.get(fail.node());
        int before = known == null ? 0 : known.count();
        int count = fail.isFatal() ? FATAL : Math.min(FATAL, before + 1);
        SortedMap<String, Failures> more = new TreeMap<>(failures);
        more.put(
                fail.node(),
                new Failures(count, fail.generation(), atMillis, fail.why(), fail.isLeaseLost()));
        return new ServiceState(id, isDesigned, wanted, movedTo, movedFrom, tenancy, more, stays);
    }
}
