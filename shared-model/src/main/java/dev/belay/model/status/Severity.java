package dev.belay.model.status;

/// ERROR: someone must act. WARNING: redundancy lost. INFO: the state changed.
public enum Severity {
    INFO,
    WARNING,
    ERROR
}
