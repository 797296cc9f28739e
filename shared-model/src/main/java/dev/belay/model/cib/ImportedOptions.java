package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a CIB says of the cluster as a whole.
///
/// @param all cluster properties
/// @param name of the cluster
/// @param fencing whether lost nodes are fenced
/// @param off whether they are left off
/// @param fenceTimeout after which fencing has failed
/// @param maintenance whether all is to be left alone
/// @param optIn whether a resource runs only where a constraint says so
/// @param ofResources meta attributes that all resources have
/// @param ofOperations what all operations have
record ImportedOptions(
        CibLayers all,
        String name,
        boolean fencing,
        boolean off,
        Duration fenceTimeout,
        boolean maintenance,
        boolean optIn,
        CibLayers ofResources,
        CibLayers ofOperations) {

    /// What is so in every cluster that says nothing.
    private static final Map<String, String> USUAL =
            Map.of(
                    "no-quorum-policy", "stop",
                    "symmetric-cluster", "true",
                    "maintenance-mode", "false",
                    "stop-all-resources", "false",
                    "start-failure-is-fatal", "true",
                    "startup-fencing", "true",
                    "stop-orphan-resources", "true",
                    "placement-strategy", "default",
                    "node-health-strategy", "none",
                    "shutdown-lock", "false");

    private static final Set<String> STATE =
            Set.of(
                    "cluster-infrastructure",
                    "dc-version",
                    "have-watchdog",
                    "last-lrm-refresh",
                    "cib-bootstrap-options");

    static ImportedOptions read(CibElement configuration, CibLedger ledger) {
        List<CibPairs> sets =
                configuration
                        .all("crm_config")
                        .map(ledger::open)
                        .map(one -> CibPairs.of(one, "cluster_property_set", ledger))
                        .toList();
        var options = new CibLayers(sets);
        for (CibPairs set : sets) {
            set.takeUsual(USUAL);
            STATE.forEach(name -> set.list(name, Why.STATE));
        }
        boolean maintenance = CibValues.isTrue(options.get("maintenance-mode").orElse("false"));
        boolean optIn = CibValues.isFalse(options.get("symmetric-cluster").orElse("true"));
        for (CibPairs set : sets) {
            if (maintenance) {
                set.list("maintenance-mode", Why.OTHERWISE);
            }
        }
        return new ImportedOptions(
                options,
                options.take("cluster-name").filter(one -> !one.isBlank()).orElse("pacemaker"),
                !CibValues.isFalse(
                        options.take("fencing-enabled")
                                .or(() -> options.take("stonith-enabled"))
                                .orElse("true")),
                isOff(
                        options.take("fencing-action")
                                .or(() -> options.take("stonith-action"))
                                .orElse("reboot")),
                options.take("fencing-timeout", CibValues::time)
                        .or(() -> options.take("stonith-timeout", CibValues::time))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ofSeconds(60)),
                maintenance,
                optIn,
                defaults(configuration, "rsc_defaults", ledger),
                defaults(configuration, "op_defaults", ledger));
    }

    /// The older word is that before 1.1.
    static boolean isOff(String action) {
        return action.equals("off") || action.equals("poweroff");
    }

    private static CibLayers defaults(CibElement configuration, String tag, CibLedger ledger) {
        return new CibLayers(
                configuration
                        .all(tag)
                        .map(ledger::open)
                        .map(one -> CibPairs.of(one, "meta_attributes", ledger))
                        .toList());
    }
}
