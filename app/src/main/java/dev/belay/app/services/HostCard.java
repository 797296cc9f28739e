package dev.belay.app.services;

import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView.Host;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.WhyNot;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A node as something that services run on: its mode, what runs there, what keeps services from
/// it, what ends them should it fall silent.
final class HostCard extends VBox {
    private final Texts texts;
    private final ServicesModel model;
    private final StackPane glyph = new StackPane();
    private final Label name = Labels.label("", "w600");
    private final HBox chips = new HBox();
    private final Button change = new Button();
    private final StringProperty whyNot = new SimpleStringProperty("");
    private final Label runs = Labels.prose("", "type-small");
    private final Label hindrance = Labels.prose("", "type-small", "muted");
    private final Label deadMen = Labels.prose("", "type-small", "muted");
    private final Tooltip order = new Tooltip();
    private final Redrawn drawn = new Redrawn();

    HostCard(Texts texts, ServicesModel model, String node, Runnable changeMode) {
        this.texts = texts;
        this.model = model;
        getStyleClass().addAll("card", "host-card");
        setId("host-" + node);
        name.setText(node);
        chips.getStyleClass().add("chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        change.setId("mode-of-" + node);
        change.getStyleClass().add("small");
        change.setMinWidth(Region.USE_PREF_SIZE);
        change.setOnAction(event -> changeMode.run());
        HBox first = new HBox(glyph, name, chips, Labels.space(), new WhyNot(change, whyNot));
        first.setAlignment(Pos.CENTER_LEFT);
        first.getStyleClass().add("host-head");
        Tooltip.install(deadMen, order);
        getChildren().addAll(first, runs, hindrance, deadMen);
        hindrance.managedProperty().bind(hindrance.visibleProperty());
    }

    void show(Host host, boolean coordinates) {
        List<ServiceView> there = model.on(host.node());
        boolean stale = model.isStale();
        List<String> names = there.stream().map(ServiceView::name).toList();
        drawn.show(
                List.of(host, coordinates, names, stale, texts.language()),
                () -> draw(host, coordinates, there, stale));
        whyNot.set(model.hurdle().map(one -> one.in(texts)).orElse(""));
        change.setDisable(!whyNot.get().isEmpty());
    }

    private void draw(Host host, boolean coordinates, List<ServiceView> there, boolean stale) {
        glyph.getChildren().setAll(Marks.of(host, !there.isEmpty(), stale, 16));
        chips.getChildren().clear();
        if (coordinates) {
            chips.getChildren().add(new Chip(texts.get("host.coordinator"), Chip.Tone.ACCENT));
        }
        chips.getChildren()
                .add(
                        new Chip(
                                texts.get("mode." + host.mode()),
                                host.mode() == NodeMode.ACTIVE
                                        ? Chip.Tone.OUTLINE
                                        : Chip.Tone.WARNING));
        change.setText(texts.get("host.change"));
        change.setAccessibleText(texts.get("host.change.spoken", host.node()));
        runs.setText(
                there.isEmpty()
                        ? texts.get("host.runs-nothing")
                        : texts.get("host.runs", ServiceWords.services(texts, there)));
        boolean silent = !host.answered();
        hindrance.setText(
                silent ? texts.get("host.silent") : texts.get("host.cannot", host.hindrance()));
        hindrance.setVisible(silent || !host.hindrance().isEmpty());
        hindrance.getStyleClass().removeAll("muted", "warning-text");
        hindrance.getStyleClass().add(silent ? "warning-text" : "muted");
        deadMen.setText(host.isRemote() ? connection(host) : deadMen(host));
        order.setText(texts.get(host.isRemote() ? "host.remote.order" : "host.dead-men.order"));
    }

    private String connection(Host host) {
        return host.by().isEmpty()
                ? texts.get("host.remote.nobody")
                : texts.get("host.remote.by", host.by());
    }

    private String deadMen(Host host) {
        return host.deadMen().isEmpty()
                ? texts.get("host.no-dead-men")
                : texts.get(
                        "host.dead-men",
                        host.deadMen().stream()
                                .map(one -> ServiceWords.deadMan(texts, one))
                                .collect(Collectors.joining(" › ")));
    }
}
