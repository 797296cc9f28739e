package dev.belay.app.services;

import dev.belay.api.ServicesView.Host;
import dev.belay.app.ui.FormScroll;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// All members side by side.
final class HostStrip extends VBox {
    private final Texts texts;
    private final ServicesModel model;
    private final Consumer<String> changeMode;
    private final Label title = Labels.label("", "type-section", "w600");
    private final HBox row = new HBox();
    private final Map<String, HostCard> cards = new HashMap<>();
    private final Redrawn drawn = new Redrawn();

    HostStrip(Texts texts, ServicesModel model, Consumer<String> changeMode) {
        this.texts = texts;
        this.model = model;
        this.changeMode = changeMode;
        getStyleClass().addAll("host-strip", "line-above");
        row.getStyleClass().add("host-row");
        ScrollPane scroll = new FormScroll(row);
        scroll.setFitToHeight(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(title, scroll);
    }

    void show() {
        title.setText(texts.get("hosts.title"));
        List<Host> hosts = model.hosts();
        String coordinator = model.told().map(told -> told.view().coordinator()).orElse("");
        drawn.show(
                hosts.stream().map(Host::node).toList(),
                () -> {
                    cards.keySet().retainAll(hosts.stream().map(Host::node).toList());
                    row.getChildren().setAll(hosts.stream().map(this::card).toList());
                });
        hosts.forEach(host -> card(host).show(host, host.node().equals(coordinator)));
        setVisible(!hosts.isEmpty());
        setManaged(!hosts.isEmpty());
    }

    private HostCard card(Host host) {
        return cards.computeIfAbsent(
                host.node(),
                node -> {
                    HostCard card = new HostCard(texts, model, node, () -> changeMode.accept(node));
                    HBox.setHgrow(card, Priority.ALWAYS);
                    return card;
                });
    }
}
