package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.app.ui.Texts;
import dev.belay.reach.AgentException;

/// What the wizard itself refuses, in the language of now.
final class Refused {
    private Refused() {}

    /// From texts that begin with a key: `.wanted` and `.advice`.
    ///
    /// @param args fill both
    static AgentException of(Texts texts, String code, String key, String found, Object... args) {
        return AgentException.refused(error(texts, code, key, found, args));
    }

    /// Likewise, as a value.
    static ApiError error(Texts texts, String code, String key, String found, Object... args) {
        return new ApiError(
                code, texts.get(key + ".wanted", args), found, texts.get(key + ".advice", args));
    }
}
