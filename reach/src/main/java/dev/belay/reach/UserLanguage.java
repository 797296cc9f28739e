package dev.belay.reach;

import java.util.Map;
import java.util.Optional;

/// The language that a user's environment asks for. It counts before the JVM's own default, which
/// falls back to English where the system has not generated the locale that `LANG` names.
public final class UserLanguage {

    private UserLanguage() {}

    /// Its code, such as `ja` or `en`, or `C`; empty when the environment says nothing.
    public static Optional<String> of(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return Optional.of(value.split("[_.@]", 2)[0]);
            }
        }
        return Optional.empty();
    }
}
