package dev.belay.app.enroll;

import java.util.Map;

/// What the studio itself can do about a refused worker.
enum Remedy {
    /// Make its keys anew.
    KEYS,
    /// Give up what it has of a former cluster, and make its keys anew.
    RESET,
    /// Nothing from here: what to do is said.
    NONE,
    /// Nothing: it came with a token that this cluster does not take, and may be a stranger.
    STRANGER;

    private static final Map<String, Remedy> BY_CODE =
            Map.of(
                    "keys-not-reset", KEYS,
                    "proof-wrong", KEYS,
                    "former-admin-not-reset", RESET,
                    "node-not-reset", RESET,
                    "token-unknown", STRANGER,
                    "token-used", STRANGER,
                    "token-expired", STRANGER,
                    "token-of-another-cluster", STRANGER,
                    "enrollment-closed", STRANGER);

    /// By the code of a refusal.
    static Remedy of(String code) {
        return BY_CODE.getOrDefault(code, NONE);
    }
}
