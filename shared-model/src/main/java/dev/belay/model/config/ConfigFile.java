package dev.belay.model.config;

import dev.belay.model.value.Otherwise;

/// A file of a config set.
///
/// @param path absolute path on the nodes
/// @param owner user and group, such as `root:root`
/// @param mode octal
public record ConfigFile(
        String path, @Otherwise("root") String owner, @Otherwise("0644") String mode) {

    /// One with all that is optional left as it is by default.
    public static ConfigFile of(String path) {
        return new ConfigFile(path, "root", "0644");
    }

    public ConfigFile withPath(String path) {
        return new ConfigFile(path, owner, mode);
    }

    public ConfigFile withOwner(String owner) {
        return new ConfigFile(path, owner, mode);
    }

    public ConfigFile withMode(String mode) {
        return new ConfigFile(path, owner, mode);
    }
}
