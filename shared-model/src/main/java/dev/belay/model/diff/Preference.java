package dev.belay.model.diff;

/// Whose change counts where both do not go together.
public enum Preference {
    /// Nobody's: it is a conflict.
    NONE,
    OURS,
    THEIRS
}
