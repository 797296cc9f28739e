package dev.belay.model.cib;

import dev.belay.model.place.Promotion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The meta attributes of a resource: its own, then its template's, its group's, and the defaults.
final class CibMeta {

    private final Map<String, String> values;

    private CibMeta(Map<String, String> values) {
        this.values = values;
    }

    static CibMeta defaults(CibElement configuration, CibNotes notes) {
        Map<String, String> values = new HashMap<>();
        configuration.all("rsc_defaults").forEach(defaults -> put(defaults, values, notes));
        return new CibMeta(values);
    }

    /// With what an element says itself, which wins.
    CibMeta under(CibElement element, CibNotes notes) {
        Map<String, String> own = new HashMap<>();
        put(element, own, notes);
        Map<String, String> all = new HashMap<>(values);
        all.putAll(own);
        return new CibMeta(all);
    }

    /// With a value for what nobody says.
    CibMeta orElse(String name, String value) {
        Map<String, String> all = new HashMap<>(values);
        all.putIfAbsent(name, value);
        return new CibMeta(all);
    }

    private static void put(CibElement element, Map<String, String> values, CibNotes notes) {
        element.all("meta_attributes")
                .forEach(set -> {
                    if (set.get("id-ref").isPresent()) {
                        notes.unheeded("id-ref", set);
                    } else if (set.all("rule").findAny().isPresent()) {
                        notes.unheeded("rule", set);
                    } else {
                        set.all("nvpair")
                                .forEach(pair ->
                                        // Of two with the same name the first one holds.
                                        values.putIfAbsent(
                                                pair.get("name", ""), pair.get("value", "")));
                    }
                });
    }

    boolean stopped() {
        return values.getOrDefault("target-role", "").equalsIgnoreCase("stopped");
    }

    /// Whether it may run, but none of it may be promoted.
    boolean unpromoted() {
        return switch (values.getOrDefault("target-role", "").toLowerCase(Locale.ROOT)) {
            case "unpromoted", "slave" -> true;
            default -> false;
        };
    }

    /// How many instances are to be promoted; the first names are those of Pacemaker 2.1.
    Promotion promotion() {
        int max = count("promoted-max", count("master-max", 1));
        int perHost = count("promoted-node-max", count("master-node-max", 1));
        return new Promotion(max, perHost, !unpromoted());
    }

    private int count(String name, int otherwise) {
        return Optional.ofNullable(values.get(name))
                .map(value -> Math.max(0, CibValues.number(value, 0)))
                .orElse(otherwise);
    }

    boolean managed() {
        return !CibValues.isFalse(values.getOrDefault("is-managed", "true"))
                && !CibValues.isTrue(values.getOrDefault("maintenance", "false"));
    }

    boolean critical() {
        return !CibValues.isFalse(values.getOrDefault("critical", "true"));
    }

    int priority() {
        return CibValues.score(values.getOrDefault("priority", "0"));
    }

    int stickiness() {
        return CibValues.score(values.getOrDefault("resource-stickiness", "0"));
    }

    int threshold() {
        return CibValues.score(values.getOrDefault("migration-threshold", "INFINITY"));
    }

    /// After which failures are forgotten; empty: never.
    Optional<Duration> failureTimeout() {
        return Optional.ofNullable(values.get("failure-timeout"))
                .flatMap(CibValues::interval)
                .filter(timeout -> timeout.toSeconds() > 0);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
