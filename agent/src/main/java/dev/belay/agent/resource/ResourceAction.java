package dev.belay.agent.resource;

/// What a resource can be asked to do.
public enum ResourceAction {
    START("start"),
    STOP("stop"),
    /// A look at what should run, again and again.
    MONITOR("monitor"),
    /// A look at what is not known: nothing follows from "does not run".
    PROBE("monitor"),
    PROMOTE("promote"),
    DEMOTE("demote"),
    NOTIFY("notify"),
    RELOAD("reload"),
    RELOAD_AGENT("reload-agent"),
    MIGRATE_TO("migrate_to"),
    MIGRATE_FROM("migrate_from"),
    /// Whether the parameters make sense on this node.
    VALIDATE("validate-all");

    private final String word;

    ResourceAction(String word) {
        this.word = word;
    }

    /// As OCF agents know it.
    public String word() {
        return word;
    }

    /// Whether it only looks.
    boolean isLook() {
        return this == MONITOR || this == PROBE;
    }
}
