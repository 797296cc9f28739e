package dev.belay.model.place;

import java.util.List;
import java.util.Optional;

/// A resource that runs several times.
///
/// @param name unique
/// @param instances at least as many as may run; their names are unique too, as `web:0`
/// @param max how many may run
/// @param perHost how many of them on one host
/// @param unique whether an instance is more than one of many: its failures are its own, and each
///   is known by its name
/// @param interleave whether an instance goes with the one on its own host, where it follows
///   another clone or starts after it, rather than with all of them
/// @param promotion empty: its instances just run
/// @param priority the higher one is placed first
public record Clone(
        String name,
        List<Instance> instances,
        int max,
        int perHost,
        boolean unique,
        boolean interleave,
        Optional<Promotion> promotion,
        int priority)
        implements Placeable {

    public Clone {
        instances = List.copyOf(instances);
    }

    /// One that runs once on a host, and on as many as there are instances.
    public static Clone of(String name, Instance... instances) {
        return new Clone(
                name, List.of(instances), instances.length, 1, false, false, Optional.empty(), 0);
    }

    public Clone withMax(int max) {
        return new Clone(name, instances, max, perHost, unique, interleave, promotion, priority);
    }

    public Clone withPerHost(int perHost) {
        return new Clone(name, instances, max, perHost, unique, interleave, promotion, priority);
    }

    public Clone withUnique(boolean unique) {
        return new Clone(name, instances, max, perHost, unique, interleave, promotion, priority);
    }

    public Clone withInterleave(boolean interleave) {
        return new Clone(name, instances, max, perHost, unique, interleave, promotion, priority);
    }

    public Clone withPriority(int priority) {
        return new Clone(name, instances, max, perHost, unique, interleave, promotion, priority);
    }

    public Clone withPromotion(Promotion promotion) {
        return new Clone(
                name,
                instances,
                max,
                perHost,
                unique,
                interleave,
                Optional.of(promotion),
                priority);
    }
}
