package dev.belay.app.services;

import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView.Host;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.CheckGlyph.Result;
import dev.belay.app.ui.StateGlyph;
import dev.belay.model.status.NodeState;
import javafx.scene.layout.Region;

/// Glyphs and tones of services, resources and hosts.
final class Marks {
    private Marks() {}

    /// The glyph of a service; that of what is unknown once nothing can be concluded any more.
    static Region of(ServiceView service, boolean stale, int pixels) {
        if (stale) {
            return new StateGlyph(NodeState.UNKNOWN, pixels);
        }
        boolean leftAlone = service.maintenance() && service.state() != State.STUCK;
        if (leftAlone) {
            return new StateGlyph(NodeState.MAINTENANCE, pixels);
        }
        return switch (service.state()) {
            case STOPPED -> new CheckGlyph(Result.SKIPPED, pixels);
            case WAITING -> new CheckGlyph(Result.WARNING, pixels);
            case STARTING -> new StateGlyph(NodeState.STARTING, pixels);
            case ACTIVE -> new StateGlyph(NodeState.ACTIVE, pixels);
            case STOPPING -> new StateGlyph(NodeState.STOPPING, pixels);
            case STUCK -> new StateGlyph(NodeState.FAILED, pixels);
            case UNKNOWN -> new StateGlyph(NodeState.UNKNOWN, pixels);
        };
    }

    static Region of(ResourceState state, boolean stale, int pixels) {
        if (stale) {
            return new StateGlyph(NodeState.UNKNOWN, pixels);
        }
        return switch (state) {
            case STOPPED -> new CheckGlyph(Result.SKIPPED, pixels);
            case STARTING -> new StateGlyph(NodeState.STARTING, pixels);
            case RUNNING -> new StateGlyph(NodeState.ACTIVE, pixels);
            case DEGRADED -> new CheckGlyph(Result.WARNING, pixels);
            case STOPPING -> new StateGlyph(NodeState.STOPPING, pixels);
            case FAILED -> new StateGlyph(NodeState.FAILED, pixels);
            case UNKNOWN -> new StateGlyph(NodeState.UNKNOWN, pixels);
        };
    }

    /// The glyph of a host.
    ///
    /// @param runs whether anything runs there
    static Region of(Host host, boolean runs, boolean stale, int pixels) {
        if (stale || !host.answered()) {
            return new StateGlyph(NodeState.UNKNOWN, pixels);
        }
        if (!host.hindrance().isEmpty()) {
            return new CheckGlyph(Result.NOTE, pixels);
        }
        return switch (host.mode()) {
            case ACTIVE -> new StateGlyph(runs ? NodeState.ACTIVE : NodeState.STANDBY, pixels);
            case STANDBY -> new CheckGlyph(Result.SKIPPED, pixels);
            case MAINTENANCE -> new StateGlyph(NodeState.MAINTENANCE, pixels);
        };
    }

    /// The style of a state's word.
    static String tone(State state) {
        return switch (state) {
            case STUCK -> "bad-text";
            case WAITING -> "warning-text";
            case STOPPED, STARTING, ACTIVE, STOPPING, UNKNOWN -> "muted";
        };
    }

    static String tone(ResourceState state) {
        return switch (state) {
            case FAILED -> "bad-text";
            case DEGRADED -> "warning-text";
            case STOPPED, STARTING, RUNNING, STOPPING, UNKNOWN -> "muted";
        };
    }
}
