package dev.belay.model.place;

import java.util.List;

/// All that the scheduler is told.
///
/// @param hosts all hosts, in any order
/// @param resources all resources, in the order in which they are placed when priority is equal
/// @param preferences where resources want to be
/// @param colocations beside what
/// @param orderings after what
/// @param quorate whether this part of the cluster may decide
/// @param noQuorum what is done when it may not
/// @param symmetric whether a resource may run on hosts that no preference names
/// @param asPacemaker whether faults of Pacemaker's scheduler are repeated, so that its clusters
///   are placed as it places them: a resource that must be where a group is starts even though the
///   group has to wait for something, and of several orderings between the same two only the first
///   one counts
public record Situation(
        List<Host> hosts,
        List<Placeable> resources,
        List<Preference> preferences,
        List<Colocation> colocations,
        List<Ordering> orderings,
        boolean quorate,
        NoQuorum noQuorum,
        boolean symmetric,
        boolean asPacemaker) {

    public Situation {
        hosts = List.copyOf(hosts);
        resources = List.copyOf(resources);
        preferences = List.copyOf(preferences);
        colocations = List.copyOf(colocations);
        orderings = List.copyOf(orderings);
    }

    /// One with quorum, no constraints, and all hosts open to all.
    public static Situation of(List<Host> hosts, List<? extends Placeable> resources) {
        return new Situation(
                hosts,
                List.copyOf(resources),
                List.of(),
                List.of(),
                List.of(),
                true,
                NoQuorum.STOP,
                true,
                false);
    }

    public Situation withHosts(List<Host> hosts) {
        return new Situation(
                hosts,
                resources,
                preferences,
                colocations,
                orderings,
                quorate,
                noQuorum,
                symmetric,
                asPacemaker);
    }

    public Situation withPreferences(Preference... preferences) {
        return new Situation(
                hosts,
                resources,
                List.of(preferences),
                colocations,
                orderings,
                quorate,
                noQuorum,
                symmetric,
                asPacemaker);
    }

    public Situation withColocations(Colocation... colocations) {
        return new Situation(
                hosts,
                resources,
                preferences,
                List.of(colocations),
                orderings,
                quorate,
                noQuorum,
                symmetric,
                asPacemaker);
    }

    public Situation withOrderings(Ordering... orderings) {
        return new Situation(
                hosts,
                resources,
                preferences,
                colocations,
                List.of(orderings),
                quorate,
                noQuorum,
                symmetric,
                asPacemaker);
    }

    public Situation withQuorum(boolean quorate, NoQuorum noQuorum) {
        return new Situation(
                hosts,
                resources,
                preferences,
                colocations,
                orderings,
                quorate,
                noQuorum,
                symmetric,
                asPacemaker);
    }

    public Situation withSymmetric(boolean symmetric) {
        return new Situation(
                hosts,
                resources,
                preferences,
                colocations,
                orderings,
                quorate,
                noQuorum,
                symmetric,
                asPacemaker);
    }

    public Situation withAsPacemaker(boolean asPacemaker) {
        return new Situation(
                hosts,
                resources,
                preferences,
                colocations,
                orderings,
                quorate,
                noQuorum,
                symmetric,
                asPacemaker);
    }
}
