package dev.belay.app.design;

/// Where a wizard's change goes.
public enum Target {
    /// Into the design in force, and so into the drawing.
    CLUSTER,
    /// Into the open drawing alone, such as before there is a cluster.
    DRAWING;

    /// What a draft kept; the cluster where it kept nothing.
    public static Target of(String kept) {
        return kept.equals(DRAWING.name()) ? DRAWING : CLUSTER;
    }
}
