package dev.belay.model.service;

import dev.belay.model.value.Otherwise;

/// Has a config set in force before what comes next starts.
///
/// @param name what people call it
/// @param configSet name of the config set
/// @param operations time limits
public record ConfigSetResource(
        String name, String configSet, @Otherwise("{}") Operations operations) implements Resource {

    /// One with all that is optional left as it is by default.
    public static ConfigSetResource of(String name, String configSet) {
        return new ConfigSetResource(name, configSet, Operations.DEFAULT);
    }

    public ConfigSetResource withName(String name) {
        return new ConfigSetResource(name, configSet, operations);
    }

    public ConfigSetResource withConfigSet(String configSet) {
        return new ConfigSetResource(name, configSet, operations);
    }

    @Override
    public ConfigSetResource withOperations(Operations operations) {
        return new ConfigSetResource(name, configSet, operations);
    }
}
