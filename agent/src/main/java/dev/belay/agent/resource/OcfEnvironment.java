package dev.belay.agent.resource;

import dev.belay.agent.program.Command;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an OCF agent finds in its environment: all of it, and nothing of the agent's own.
final class OcfEnvironment {

    /// What an agent tells the reason of a failure after.
    static final String REASON = "ocf-exit-reason:";

    /// Of the CIB's features that agents ask for; from 3.10 on they know of "promotion".
    private static final String FEATURE_SET = "3.16.1";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String PARAMETER = "OCF_RESKEY_";
    private static final String META = "OCF_RESKEY_CRM_meta_";

    private OcfEnvironment() {}

    /// What cannot be told to an agent; empty when all can.
    static Optional<String> objection(ResourceCall call) {
        Optional<String> name =
                Stream.concat(call.parameters().keySet().stream(), call.meta().keySet().stream())
                        .filter(one -> !NAME.matcher(one).matches())
                        .findFirst();
        if (name.isPresent()) {
            return Optional.of(
                    ("resource '%s': a parameter's name of letters, digits and _ was wanted, found"
                                    + " '%s': correct it")
                            .formatted(call.resource(), name.get()));
        }
        boolean isInstance = call.resource().matches("[A-Za-z0-9_.:-]+");
        if (!isInstance) {
            return Optional.of(
                    ("a resource's name of letters, digits and _ . : - was wanted, found '%s':"
                                    + " rename it")
                            .formatted(call.resource()));
        }
        return Stream.concat(call.parameters().entrySet().stream(), call.meta().entrySet().stream())
                .filter(one -> one.getValue().indexOf(0) >= 0)
                .findFirst()
                .map(one ->
                        ("resource '%s': parameter '%s' has a NUL in its value: remove that"
                                        + " character")
                                .formatted(call.resource(), one.getKey()));
    }

    /// Of an action. What the cluster says wins over parameters by the same name.
    static SortedMap<String, String> of(
            ResourceCall call, Path root, String provider, String type, String node) {
        SortedMap<String, String> environment = ofAgent(root, provider, type);
        environment.put("OCF_RESOURCE_INSTANCE", call.resource());
        environment.put("OCF_CHECK_LEVEL", Integer.toString(call.depth()));
        call.parameters().forEach((name, value) -> environment.put(PARAMETER + name, value));
        call.meta().forEach((name, value) -> environment.put(META + name, value));
        environment.put(PARAMETER + "crm_feature_set", FEATURE_SET);
        environment.put(META + "name", call.action().word());
        environment.put(META + "timeout", Long.toString(call.timeout().toMillis()));
        environment.put(META + "interval", Long.toString(call.interval().toMillis()));
        environment.put(META + "on_node", node);
        environment.put(META + "on_node_uuid", node);
        return environment;
    }

    /// Of an agent that is asked what it is.
    static SortedMap<String, String> ofAgent(Path root, String provider, String type) {
        SortedMap<String, String> environment = Command.plainEnvironment();
        environment.put("OCF_ROOT", root.toString());
        environment.put("OCF_RA_VERSION_MAJOR", "1");
        environment.put("OCF_RA_VERSION_MINOR", "1");
        environment.put("OCF_EXIT_REASON_PREFIX", REASON);
        environment.put("OCF_RESOURCE_INSTANCE", type);
        environment.put("OCF_RESOURCE_TYPE", type);
        environment.put("OCF_RESOURCE_PROVIDER", provider);
        // Its log comes to us by stderr.
        environment.put("HA_LOGFACILITY", "none");
        return environment;
    }
}
