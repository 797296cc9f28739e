package dev.belay.agent.core.fence;

/// What a fence device can be asked. There is no default: a device that is told nothing reboots.
public enum FenceVerb {
    OFF("off"),
    ON("on"),
    REBOOT("reboot"),
    STATUS("status");

    private final String word;

    FenceVerb(String word) {
        this.word = word;
    }

    /// As fence agents know it.
    public String word() {
        return word;
    }
}
