package dev.belay.model.service;

import dev.belay.model.value.Otherwise;

/// A systemd unit.
///
/// @param name what people call it
/// @param unit such as `nginx.service`
/// @param operations time limits
public record SystemdResource(String name, String unit, @Otherwise("{}") Operations operations)
        implements Resource {

    /// One with all that is optional left as it is by default.
    public static SystemdResource of(String name, String unit) {
        return new SystemdResource(name, unit, Operations.DEFAULT);
    }

    public SystemdResource withName(String name) {
        return new SystemdResource(name, unit, operations);
    }

    public SystemdResource withUnit(String unit) {
        return new SystemdResource(name, unit, operations);
    }

    @Override
    public SystemdResource withOperations(Operations operations) {
        return new SystemdResource(name, unit, operations);
    }
}
