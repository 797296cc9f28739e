package dev.belay.reach;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where this program keeps what belongs to the user: connections, accepted host keys, preferences.
public final class UserFolder {

    private UserFolder() {}

    /// `$BELAY_CONFIG_HOME`, else the place that the system gives to a program's settings.
    public static Path path() {
        return path(
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                System.getenv());
    }

    /// Accepted host keys.
    public static Path knownHosts() {
        return path().resolve("known_hosts");
    }

    /// What can be made anew at any time.
    public static Path cache() {
        return cache(
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                System.getenv());
    }

    static Path cache(String system, Path home, Map<String, String> environment) {
        String chosen = environment.getOrDefault("BELAY_CONFIG_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen, "cache");
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return local.isBlank() ? home.resolve("AppData/Local/Belay") : Path.of(local, "Belay");
        }
        if (lower.startsWith("mac")) {
            return home.resolve("Library/Caches/Belay");
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (cache.isBlank() ? home.resolve(".cache") : Path.of(cache)).resolve("belay");
    }

    static Path path(String system, Path home, Map<String, String> environment) {
        String chosen = environment.getOrDefault("BELAY_CONFIG_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen);
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return roaming.isBlank()
                    ? home.resolve("AppData/Roaming/Belay")
                    : Path.of(roaming, "Belay");
        }
        if (lower.startsWith("mac")) {
            return home.resolve("Library/Application Support/Belay");
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (config.isBlank() ? home.resolve(".config") : Path.of(config)).resolve("belay");
    }
}
