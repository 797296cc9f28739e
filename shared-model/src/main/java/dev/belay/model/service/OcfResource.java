package dev.belay.model.service;

import dev.belay.model.value.Otherwise;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A resource agent of the OCF standard.
///
/// @param name what people call it
/// @param provider folder of the agent
/// @param agent such as `nginx`
/// @param parameters of the agent, by name
/// @param operations time limits
public record OcfResource(
        String name,
        @Otherwise("heartbeat") String provider,
        String agent,
        SortedMap<String, String> parameters,
        @Otherwise("{}") Operations operations)
        implements Resource {

    public OcfResource {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /// One with all that is optional left as it is by default.
    public static OcfResource of(String name, String agent) {
        return new OcfResource(
                name, "heartbeat", agent, Collections.emptySortedMap(), Operations.DEFAULT);
    }

    public OcfResource withName(String name) {
        return new OcfResource(name, provider, agent, parameters, operations);
    }

    public OcfResource withProvider(String provider) {
        return new OcfResource(name, provider, agent, parameters, operations);
    }

    public OcfResource withAgent(String agent) {
        return new OcfResource(name, provider, agent, parameters, operations);
    }

    public OcfResource withParameters(SortedMap<String, String> parameters) {
        return new OcfResource(name, provider, agent, parameters, operations);
    }

    @Override
    public OcfResource withOperations(Operations operations) {
        return new OcfResource(name, provider, agent, parameters, operations);
    }
}
