package dev.belay.agent.core.lease;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What must hold after every event, as somebody outside sees it.
interface Invariant {

    /// Looks at the world.
    ///
    /// @throws Violation when it does not hold
    void check(LeaseWorld world);

    static List<Invariant> all() {
        return List.of(
                new AtMostOneActive(), new GenerationsNeverReturn(), new OnlyTenantsAreActive());
    }

    /// An invariant that does not hold.
    final class Violation extends RuntimeException {

        private static final long serialVersionUID = 1;

        Violation(Class<? extends Invariant> invariant, String what) {
            super(invariant.getSimpleName() + ": " + what);
        }
    }

    /// At most one node answers for a service at any time.
    final class AtMostOneActive implements Invariant {
        @Override
        public void check(LeaseWorld world) {
            for (String service : LeaseWorld.SERVICES) {
                List<String> active =
                        world.nodes.stream()
                                .filter(node -> node.isActive(service))
                                .map(node -> node.id)
                                .toList();
                if (active.size() > 1) {
                    throw new Violation(getClass(), service + " on " + active);
                }
            }
        }
    }

    /// A generation belongs to one start of one agent for ever.
    final class GenerationsNeverReturn implements Invariant {

        private final Map<String, Map<Long, String>> tenants = new HashMap<>();

        @Override
        public void check(LeaseWorld world) {
            world.committed
                    .values()
                    .forEach(tenancy -> {
                        String tenant = tenancy.node() + "/" + tenancy.incarnation();
                        String former =
                                tenants.computeIfAbsent(tenancy.service(), _ -> new TreeMap<>())
                                        .putIfAbsent(tenancy.generation(), tenant);
                        if (former != null && !former.equals(tenant)) {
                            throw new Violation(
                                    getClass(), tenancy + " was that of " + former + " before");
                        }
                    });
        }
    }

    /// What becomes active was given to that node.
    final class OnlyTenantsAreActive implements Invariant {
        @Override
        public void check(LeaseWorld world) {
            for (String service : LeaseWorld.SERVICES) {
                for (SimNode node : world.nodes) {
                    Tenancy tenancy = world.committed.get(service);
                    boolean isNewer =
                            tenancy == null || node.generation(service) > tenancy.generation();
                    if (node.isActive(service) && isNewer) {
                        throw new Violation(
                                getClass(), service + " on " + node.id + " without " + tenancy);
                    }
                }
            }
        }
    }
}
