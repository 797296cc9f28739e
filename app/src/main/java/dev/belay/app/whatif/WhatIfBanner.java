package dev.belay.app.whatif;

import dev.belay.app.ui.Icon;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Says all the time that what is drawn is not so. Takes no room while there is no hypothesis.
public final class WhatIfBanner extends HBox {

    /// @param facts how old the newest live fact on the drawing is, in words; empty for none
    public WhatIfBanner(WhatIfModel model, WhatIfWords words, ObservableValue<String> facts) {
        var texts = words.texts();
        setId("whatif-banner");
        getStyleClass().add("whatif-banner");
        visibleProperty().bind(model.activeProperty());
        managedProperty().bind(visibleProperty());
        var title = new Label();
        title.getStyleClass().add("w600");
        title.textProperty().bind(texts.text("banner.title"));
        title.setMinWidth(USE_PREF_SIZE);
        var sentence = new Label();
        sentence.textProperty().bind(texts.text("banner.sentence"));
        var age = new Label();
        age.textProperty().bind(facts);
        age.setMinWidth(0);
        HBox.setHgrow(age, Priority.ALWAYS);
        getChildren().addAll(new Icon("fth-zap", 14), title, sentence, age);
    }
}
