package dev.belay.agent.core.fence;

/// What came of one question to a device.
public sealed interface FenceAnswer {

    /// What the device said, or why it said nothing, for the operator; never a secret.
    String evidence();

    /// It says that it did as it was told, which is no proof.
    record Accepted(String evidence) implements FenceAnswer {}

    /// It says that the target is without power.
    record IsOff(String evidence) implements FenceAnswer {}

    /// It says that the target has power.
    record IsOn(String evidence) implements FenceAnswer {}

    /// It did not do it, or could not be asked.
    record Denied(String evidence) implements FenceAnswer {}

    /// It did not answer in time: it may have done it.
    record Silent(String evidence) implements FenceAnswer {}
}
