package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.reach.ssh.ConnectStep;
import org.jspecify.annotations.Nullable;

/// One check of the way to a node.
///
/// @param step what is checked
/// @param host at which host, a jump host or the node; such as `admin@node-1:22`
/// @param state how far it is
/// @param evidence what was found; empty before
/// @param error when it failed: what was wanted, found, and what to do
public record DoctorStep(
        ConnectStep step, String host, State state, String evidence, @Nullable ApiError error) {

    /// WAITING -> RUNNING -> PASSED or FAILED; WAITING -> SKIPPED when an earlier one failed.
    public enum State {
        WAITING,
        RUNNING,
        PASSED,
        FAILED,
        SKIPPED
    }
}
