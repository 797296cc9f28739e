package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;

/// What the wizards themselves refuse.
final class Expected {
    private Expected() {}

    static AgentException refused(String code, String wanted, String found, String advice) {
        return AgentException.refused(new ApiError(code, wanted, found, advice));
    }

    /// No node was chosen.
    static AgentException noNode() {
        return refused("no-node", "a node", "none", "choose one on the page What");
    }
}
