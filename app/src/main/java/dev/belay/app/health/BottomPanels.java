package dev.belay.app.health;

import dev.belay.app.ui.Ui;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;

/// Two panels side by side, the right one of a fixed width; one above the other where it is narrow.
final class BottomPanels extends Region {

    private static final double RIGHT = 456;
    private static final double NARROW = 1_160;
    private static final double GAP = 12;

    private final Ui ui;
    private final Region left;
    private final Region right;

    BottomPanels(Ui ui, Region left, Region right) {
        this.ui = ui;
        this.left = left;
        this.right = right;
        getChildren().addAll(left, right);
    }

    private boolean isNarrow(double width) {
        return width < ui.px(NARROW);
    }

    private double leftWidth(double width) {
        return width - ui.px(RIGHT) - ui.px(GAP);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return ui.px(NARROW);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? getWidth() : width;
        if (isNarrow(inner)) {
            return Math.ceil(left.prefHeight(inner) + ui.px(GAP) + right.prefHeight(inner));
        }
        return Math.ceil(
                Math.max(left.prefHeight(leftWidth(inner)), right.prefHeight(ui.px(RIGHT))));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (isNarrow(width)) {
            double upper = Math.ceil(left.prefHeight(width));
            place(left, 0, 0, width, upper);
            double y = upper + ui.px(GAP);
            place(right, 0, y, width, Math.max(0, height - y));
        } else {
            double leftWidth = Math.floor(leftWidth(width));
            place(left, 0, 0, leftWidth, height);
            double x = leftWidth + ui.px(GAP);
            place(right, x, 0, width - x, height);
        }
    }

    private void place(Region node, double x, double y, double width, double height) {
        layoutInArea(node, x, y, width, height, 0, HPos.LEFT, VPos.TOP);
    }
}
