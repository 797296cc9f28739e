package dev.belay.model.cib;

import dev.belay.model.place.NoQuorum;
import dev.belay.model.place.Preference;
import dev.belay.model.place.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what Pacemaker's scheduler is told, and keeps a list of what it does not read.
public final class CibReader {

    private final CibElement cib;
    private final Instant now;
    private final CibNotes notes = new CibNotes();
    private final Map<String, String> properties = new HashMap<>();

    private CibReader(CibElement cib, Instant now) {
        this.cib = cib;
        this.now = now;
    }

    /// Whether it is the root of a CIB.
    public static boolean isCib(CibElement element) {
        return element.name().equals("cib")
                && element.path("configuration", "resources").findAny().isPresent();
    }

    /// Reads configuration and status.
    ///
    /// @param cib the root
    /// @param now when it is read: failures expire
    /// @throws IllegalArgumentException when it is not {@linkplain #isCib the root of a CIB}
    public static CibReading read(CibElement cib, Instant now) {
        if (!isCib(cib)) {
            throw new IllegalArgumentException("no CIB: <" + cib.name() + ">");
        }
        return new CibReader(cib, now).read();
    }

    private CibReading read() {
        CibElement configuration = cib.path("configuration").findFirst().orElseThrow();
        configuration
                .path("crm_config", "cluster_property_set", "nvpair")
                .forEach(pair ->
                        properties.putIfAbsent(pair.get("name", ""), pair.get("value", "")));
        noteProperties(configuration);

        // From 3.0.2 on the older word is the other one.
        boolean fencing = isOn("fencing-enabled", isOn("stonith-enabled", true));
        boolean devices =
                configuration
                        .path("resources", "primitive")
                        .anyMatch(one -> one.get("class", "").equals("stonith"));
        var hosts = new CibHosts(cib, fencing, notes);
        boolean managed = !isOn("maintenance-mode", false) && (!fencing || devices);
        var resources = new CibResources(configuration, hosts, managed, fencing, now, notes);
        resources.read();
        var constraints = new CibConstraints(hosts.all(), resources, notes);
        configuration.path("constraints").forEach(constraints::read);

        List<Preference> preferences = new ArrayList<>(constraints.preferences);
        preferences.addAll(resources.bans);
        var situation =
                new Situation(
                        hosts.all(),
                        resources.all,
                        preferences,
                        constraints.colocations,
                        constraints.orderings,
                        CibValues.isTrue(cib.get("have-quorum", "false")),
                        noQuorum(),
                        isOn("symmetric-cluster", true),
                        true);
        return new CibReading(situation, notes.all());
    }

    private void noteProperties(CibElement configuration) {
        noteUnless(configuration, "placement-strategy", "default");
        noteUnless(configuration, "node-health-strategy", "none");
        noteUnless(configuration, "stop-all-resources", "false");
        noteUnless(configuration, "shutdown-lock", "false");
    }

    private void noteUnless(CibElement configuration, String property, String usual) {
        if (!properties.getOrDefault(property, usual).equals(usual)) {
            notes.unheeded(property, configuration);
        }
    }

    private NoQuorum noQuorum() {
        String policy = properties.getOrDefault("no-quorum-policy", "stop");
        return switch (policy) {
            case "freeze" -> NoQuorum.FREEZE;
            case "ignore" -> NoQuorum.IGNORE;
            case "stop", "demote" -> NoQuorum.STOP;
            default -> {
                notes.unheeded("no-quorum-policy", cib);
                yield NoQuorum.STOP;
            }
        };
    }

    private boolean isOn(String property, boolean otherwise) {
        String value = properties.getOrDefault(property, "");
        return otherwise ? !CibValues.isFalse(value) : CibValues.isTrue(value);
    }
}
