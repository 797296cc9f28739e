package dev.belay.app.ui;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// Fields of a dialog, as high as they are: complaints make them higher, and they scroll only when
/// the window has no room left.
public final class FormScroll extends ScrollPane {
    private final Region content;

    public FormScroll(Region content) {
        super(content);
        this.content = content;
        setFitToWidth(true);
        setFocusTraversable(false);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(width);
    }
}
