package dev.belay.app.topology;

import javafx.scene.layout.Region;

/// A card on the canvas, whatever it stands for.
sealed interface CardView permits NodeCardView, ThingCardView {

    Region region();

    /// Id of the card that it shows; empty before it shows one.
    String cardId();

    void setSelected(boolean selected);
}
