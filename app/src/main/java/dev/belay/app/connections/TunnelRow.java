package dev.belay.app.connections;

import dev.belay.api.ApiError;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.Tunnel;
import dev.belay.app.connect.TunnelState;
import dev.belay.app.connect.Way;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.reach.ssh.SshFacts;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One tunnel: its state with the reason, the way it takes, and what can be done.
final class TunnelRow extends HBox {
    private final Texts texts;
    private final LiveNode node;
    private final String address;
    private final Overlay overlay;
    private final CheckGlyph glyph = new CheckGlyph(CheckGlyph.Result.WAITS, 16);
    private final Label name = new Label();
    private final Label where = new Label();
    private final Label state = new Label();
    private final Label reason = new Label();
    private final Label roundTrip = new Label();
    private final Label key = new Label();
    private final Button why;
    private final Button again;
    private @Nullable ApiError error;

    TunnelRow(
            Ui ui,
            Texts texts,
            LiveNode node,
            String address,
            Consumer<String> examine,
            Runnable retry,
            Overlay overlay) {
        this.texts = texts;
        this.node = node;
        this.address = address;
        this.overlay = overlay;
        getStyleClass().add("tunnel-row");
        setAlignment(Pos.CENTER_LEFT);
        name.getStyleClass().add("w600");
        where.getStyleClass().addAll("mono", "subtle");
        VBox who = column("who", name, where);
        state.getStyleClass().add("w500");
        reason.getStyleClass().addAll("type-small", "muted");
        reason.setWrapText(true);
        key.getStyleClass().addAll("mono", "subtle");
        VBox what = column("what", state, reason, key);
        HBox.setHgrow(what, Priority.ALWAYS);
        roundTrip.getStyleClass().addAll("number", "mono", "round-trip");
        why = button("why-" + node.id(), "fth-info", "do.why", this::explain);
        again = button("retry-" + node.id(), "fth-refresh-cw", "do.retry", retry);
        getChildren()
                .addAll(
                        glyph,
                        who,
                        what,
                        roundTrip,
                        why,
                        again,
                        AddressRow.examine(texts, address, examine));
        ObservableValue<Boolean> inScene = sceneProperty().map(scene -> true).orElse(false);
        node.tunnelProperty().when(inScene).subscribe(tunnel -> show());
        node.wayProperty().when(inScene).subscribe(way -> show());
        node.nameProperty().when(inScene).subscribe(now -> show());
        ui.languageProperty().when(inScene).subscribe(language -> show());
    }

    private void show() {
        Tunnel tunnel = node.tunnelProperty().get();
        Way way = node.wayProperty().get();
        error = way.error();
        glyph.show(
                switch (tunnel.state()) {
                    case NONE -> CheckGlyph.Result.SKIPPED;
                    case CONNECTING -> CheckGlyph.Result.RUNNING;
                    case OPEN -> CheckGlyph.Result.PASS;
                    case BROKEN -> CheckGlyph.Result.WARNING;
                    case REFUSED -> CheckGlyph.Result.ERROR;
                });
        name.setText(node.nameProperty().get());
        where.setText(way.address().isEmpty() ? address : way.address());
        state.setText(texts.get("tunnel." + tunnel.state().name().toLowerCase(Locale.ROOT)));
        put(reason, tunnel.text());
        reason.getStyleClass().remove("bad-text");
        if (tunnel.state() == TunnelState.REFUSED) {
            reason.getStyleClass().add("bad-text");
        }
        SshFacts facts = way.facts();
        put(
                key,
                facts == null || tunnel.state() != TunnelState.OPEN
                        ? ""
                        : facts.keyType() + " " + facts.fingerprint());
        roundTrip.setText(
                way.roundTripMillis() < 0 || tunnel.state() != TunnelState.OPEN
                        ? ""
                        : texts.figures().millis(way.roundTripMillis()));
        shown(why, error != null);
        shown(again, tunnel.state() == TunnelState.BROKEN || tunnel.state() == TunnelState.REFUSED);
    }

    private void explain() {
        ApiError now = error;
        if (now == null) {
            return;
        }
        Region[] card = new Region[1];
        card[0] =
                new StoppedCard(
                        texts, node.nameProperty().get(), now, () -> overlay.close(card[0]));
        card[0].getStylesheets().add(ConnectionsView.sheet());
        overlay.dialog(card[0], () -> {});
    }

    private Button button(String id, String icon, String text, Runnable action) {
        Button button = new Button(texts.get(text));
        button.setId(id.replaceAll("[^A-Za-z0-9_-]", "-"));
        button.getStyleClass().add("small");
        button.setGraphic(new Icon(icon, 13));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static VBox column(String style, Label... lines) {
        VBox column = new VBox(lines);
        column.setAlignment(Pos.CENTER_LEFT);
        column.getStyleClass().add(style);
        return column;
    }

    private static void put(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    private static void shown(Button button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }
}
