package dev.belay.app.shell;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.TunnelState;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Tunnels, the age of the newest fact from each node, the clocks, and what is running.
final class BottomBar extends HBox {
    private static final int NODES_SHOWN = 5;

    private final Ui ui;
    private final Texts texts;
    private final ObservableValue<@Nullable LiveCluster> live;
    private final Label tunnelWord = label();
    private final Label tunnels = mono();
    private final Label factWord = label();
    private final HBox ages = new HBox();
    private final Label more = label();
    private final HBox agesCell;
    private final Label clockWord = label();
    private final Label clocks = mono();
    private final HBox clockCell;
    private final HBox localCell;
    private final Label operation = label();
    private final Map<String, AgeBadge> badges = new LinkedHashMap<>();

    BottomBar(
            Ui ui,
            Texts texts,
            ObservableValue<@Nullable LiveCluster> live,
            ObservableValue<String> running) {
        this.ui = ui;
        this.texts = texts;
        this.live = live;
        getStyleClass().add("bottom-bar");
        setAlignment(Pos.CENTER_LEFT);
        tunnels.setId("bottom-tunnels");
        HBox tunnelCell = cell(new Icon("fth-link", 13), tunnelWord, tunnels);
        ages.getStyleClass().add("ages");
        ages.setAlignment(Pos.CENTER_LEFT);
        factWord.textProperty().bind(texts.text("bottom.newest-fact"));
        agesCell = cell(factWord, ages, more);
        clockWord.textProperty().bind(texts.text("bottom.clocks"));
        clockCell = cell(new Icon("fth-clock", 13), clockWord, clocks);
        Label local = label();
        local.textProperty().bind(texts.text("bottom.nothing-leaves"));
        localCell = cell(new Icon("fth-lock", 13), local);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        operation.setId("bottom-operation");
        operation.textProperty().bind(running);
        HBox operationCell = cell(operation);
        operationCell.getStyleClass().add("last");
        getChildren().addAll(tunnelCell, agesCell, clockCell, localCell, space, operationCell);
        live.subscribe(cluster -> refresh());
        ui.beatProperty().subscribe(beat -> refresh());
        ui.languageProperty().subscribe(language -> refresh());
    }

    private void refresh() {
        LiveCluster cluster = live.getValue();
        showCell(localCell, cluster == null);
        if (cluster == null) {
            showCell(agesCell, false);
            showCell(clockCell, false);
            tunnelWord.setText(texts.get("bottom.no-tunnels"));
            tunnels.setText("");
            return;
        }
        List<LiveNode> nodes = cluster.nodes();
        long up =
                nodes.stream()
                        .filter(node -> node.tunnelProperty().get().state() == TunnelState.OPEN)
                        .count();
        tunnelWord.setText(texts.get("bottom.tunnels"));
        tunnels.setText(up + "/" + nodes.size());
        Picture picture = cluster.pictureProperty().get();
        showCell(agesCell, !picture.nodes().isEmpty());
        showAges(picture);
        OptionalDouble spread = ClockSpread.millis(picture);
        showCell(clockCell, spread.isPresent());
        spread.ifPresent(millis -> clocks.setText(ui.figures().millis(Math.ceil(millis))));
    }

    private void showAges(Picture picture) {
        List<Picture.NodePicture> shown = picture.nodes().stream().limit(NODES_SHOWN).toList();
        List<String> ids = shown.stream().map(node -> node.member().id()).toList();
        if (!List.copyOf(badges.keySet()).equals(ids)) {
            badges.clear();
            ages.getChildren().clear();
            for (Picture.NodePicture node : shown) {
                AgeBadge badge = new AgeBadge(ui);
                badge.setId("bottom-age-" + node.member().id());
                badges.put(node.member().id(), badge);
                Label name = label();
                name.setText(node.member().name());
                HBox pair = new HBox(name, badge);
                pair.setAlignment(Pos.CENTER_LEFT);
                pair.getStyleClass().add("pair");
                ages.getChildren().add(pair);
            }
        }
        for (Picture.NodePicture node : shown) {
            String observer = node.observer().equals(node.member().id()) ? null : node.observer();
            Objects.requireNonNull(badges.get(node.member().id()))
                    .show(node.member().name(), observer, node.ageMillis());
        }
        int left = picture.nodes().size() - shown.size();
        more.setText(left > 0 ? "+" + left : "");
        showCell(more, left > 0);
        if (left > 0) {
            more.setTooltip(new Tooltip(texts.get("bottom.more-nodes", left)));
        }
    }

    private static void showCell(Node cell, boolean shown) {
        cell.setVisible(shown);
        cell.setManaged(shown);
    }

    private static HBox cell(Node... content) {
        HBox cell = new HBox(content);
        cell.getStyleClass().add("cell");
        cell.setAlignment(Pos.CENTER_LEFT);
        return cell;
    }

    private static Label label() {
        Label label = new Label();
        label.getStyleClass().addAll("type-small", "muted");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Label mono() {
        Label label = new Label();
        label.getStyleClass().addAll("number", "type-tiny", "muted");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
