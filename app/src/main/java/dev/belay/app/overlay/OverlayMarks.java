package dev.belay.app.overlay;

import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.CheckGlyph.Result;
import dev.belay.app.ui.StateGlyph;
import dev.belay.model.plan.Difference;
import dev.belay.model.status.NodeState;
import javafx.scene.layout.Region;

/// Signs by shape as well as by colour.
public final class OverlayMarks {

    private OverlayMarks() {}

    /// The icon of a difference, as in the plan.
    public static String icon(Difference.What what) {
        return switch (what) {
            case ADDED -> "fth-plus";
            case CHANGED, REDRAWN -> "fth-edit-2";
            case REMOVED -> "fth-minus";
        };
    }

    /// The glyph of a state; that of what is unknown once nothing can be concluded any more.
    public static Region glyph(Vital vital, int pixels) {
        return switch (vital) {
            case Vital.Absent _ -> new CheckGlyph(Result.SKIPPED, pixels);
            case Vital.Member member ->
                    state(member.isStale() ? NodeState.UNKNOWN : member.state(), pixels);
            case Vital.Served served ->
                    served.isStale()
                            ? state(NodeState.UNKNOWN, pixels)
                            : of(served.state(), pixels);
            case Vital.Held held ->
                    held.isStale() ? state(NodeState.UNKNOWN, pixels) : of(held.state(), pixels);
        };
    }

    private static Region state(NodeState state, int pixels) {
        return new StateGlyph(state, pixels);
    }

    private static Region of(ServiceView.State state, int pixels) {
        return switch (state) {
            case STOPPED -> new CheckGlyph(Result.SKIPPED, pixels);
            case WAITING -> new CheckGlyph(Result.WARNING, pixels);
            case STARTING -> state(NodeState.STARTING, pixels);
            case ACTIVE -> state(NodeState.ACTIVE, pixels);
            case STOPPING -> state(NodeState.STOPPING, pixels);
            case STUCK -> state(NodeState.FAILED, pixels);
            case UNKNOWN -> state(NodeState.UNKNOWN, pixels);
        };
    }

    private static Region of(ResourceState state, int pixels) {
        return switch (state) {
            case STOPPED -> new CheckGlyph(Result.SKIPPED, pixels);
            case STARTING -> state(NodeState.STARTING, pixels);
            case RUNNING -> state(NodeState.ACTIVE, pixels);
            case DEGRADED -> new CheckGlyph(Result.WARNING, pixels);
            case STOPPING -> state(NodeState.STOPPING, pixels);
            case FAILED -> state(NodeState.FAILED, pixels);
            case UNKNOWN -> state(NodeState.UNKNOWN, pixels);
        };
    }
}
