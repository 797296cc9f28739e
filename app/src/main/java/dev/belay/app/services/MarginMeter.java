package dev.belay.app.services;

import dev.belay.api.ServiceView;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Meter;
import dev.belay.app.ui.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// How long the node of a service may still be silent: a bar, and the number.
final class MarginMeter extends HBox {
    private static final double SHORT = 0.34;

    private final Texts texts;
    private final Meter meter = new Meter();
    private final Label number = Labels.label("", "mono", "margin-number");

    MarginMeter(Texts texts) {
        this.texts = texts;
        getStyleClass().add("margin");
        setAlignment(Pos.CENTER_RIGHT);
        meter.managedProperty().bind(meter.visibleProperty());
        getChildren().addAll(meter, number);
    }

    /// The sentence for those who hear it; empty where nothing runs.
    String show(ServicesModel model, ServiceView service) {
        boolean runs = !service.node().isEmpty();
        setVisible(runs);
        setManaged(runs);
        long left = model.marginMillis(service);
        double share = model.marginShare(service);
        meter.setVisible(left >= 0);
        meter.setShare(share);
        meter.getStyleClass().removeAll("good", "warning", "bad");
        meter.getStyleClass().add(left <= 0 ? "bad" : share < SHORT ? "warning" : "good");
        String text =
                left < 0 ? texts.get("margin.unknown") : texts.figures().millis((double) left);
        number.setText(left < 0 ? "–" : text);
        return runs ? texts.get("margin.spoken", text) : "";
    }
}
