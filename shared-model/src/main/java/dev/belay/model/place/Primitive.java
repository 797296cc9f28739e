package dev.belay.model.place;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A single resource, and what is known of it.
///
/// @param name unique
/// @param wanted whether it is to run
/// @param managed whether the cluster may start and stop it
/// @param priority the higher one is placed first
/// @param stickiness how much it wants to stay where it is, 0–1,000,000
/// @param threshold failures on one host from which it must not run there; 0: never
/// @param activeOn where it runs; more than one is an error that is to be mended
/// @param failed whether it has to be stopped and started where it is
/// @param critical whether its wishes count for the members before it in its group
/// @param promoted whether it is promoted where it runs
/// @param promotions how good it would be as a promoted one, by host, as its agent or an
///   administrator says; hosts of which nobody says anything, or where it is not known, are left
///   out
/// @param failures how often it failed, by host; 1,000,000: too often, whatever the threshold
public record Primitive(
        String name,
        boolean wanted,
        boolean managed,
        int priority,
        int stickiness,
        int threshold,
        List<String> activeOn,
        boolean failed,
        boolean critical,
        boolean promoted,
        SortedMap<String, Integer> promotions,
        SortedMap<String, Integer> failures)
        implements Instance {

    public Primitive {
        activeOn = List.copyOf(activeOn);
        promotions = Collections.unmodifiableSortedMap(new TreeMap<>(promotions));
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }

    /// One that is to run, managed, and runs nowhere yet.
    public static Primitive of(String name) {
        return new Primitive(
                name,
                true,
                true,
                0,
                0,
                Score.INFINITY,
                List.of(),
                false,
                true,
                false,
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    public Primitive withWanted(boolean wanted) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withManaged(boolean managed) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withPriority(int priority) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withStickiness(int stickiness) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withThreshold(int threshold) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withActiveOn(List<String> activeOn) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withFailed(boolean failed) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withCritical(boolean critical) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withFailures(SortedMap<String, Integer> failures) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withPromoted(boolean promoted) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }

    public Primitive withPromotions(SortedMap<String, Integer> promotions) {
        return new Primitive(
                name,
                wanted,
                managed,
                priority,
                stickiness,
                threshold,
                activeOn,
                failed,
                critical,
                promoted,
                promotions,
                failures);
    }
}
