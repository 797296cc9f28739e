package dev.belay.app.ui;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// A bar that is filled in part; it steps and is never tweened.
///
/// The fill takes the looked-up colour `-belay-meter`; the classes `slim` (4 px) and `good`,
/// `warning`, `bad` change it.
public final class Meter extends Region {
    private final Region fill = new Region();
    private double share;

    public Meter() {
        getStyleClass().add("meter");
        fill.getStyleClass().add("fill");
        fill.setManaged(false);
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        getChildren().add(fill);
    }

    /// Fills so much of it.
    ///
    /// @param share 0–1; beyond it is cut off
    public void setShare(double share) {
        this.share = Double.isNaN(share) ? 0 : Math.clamp(share, 0, 1);
        requestLayout();
    }

    public double share() {
        return share;
    }

    @Override
    protected void layoutChildren() {
        fill.resizeRelocate(0, 0, snapSizeX(getWidth() * share), getHeight());
        fill.setVisible(share > 0);
    }
}
