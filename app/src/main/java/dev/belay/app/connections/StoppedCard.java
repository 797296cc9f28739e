package dev.belay.app.connections;

import dev.belay.api.ApiError;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A connection that stops here: what was wanted, what was found, what to do. For a changed host
/// key there is no button that goes on.
final class StoppedCard extends VBox {
    private static final String CHANGED = "ssh-host-key-changed";
    private static final String FINGERPRINT = "SHA256:";
    private static final String REVOKED = "ssh-host-key-revoked";

    StoppedCard(Texts texts, String node, ApiError error, Runnable close) {
        boolean key = isAboutKey(error);
        setId(key ? "host-key-changed" : "connection-stopped");
        getStyleClass().add("stopped");
        Label title = new Label(texts.get(key ? "key.changed.title" : "stopped.title", node));
        title.getStyleClass().add("type-page");
        title.setWrapText(true);
        HBox head = new HBox(new CheckGlyph(CheckGlyph.Result.ERROR, 22), title);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("head");
        getChildren().add(head);
        if (key) {
            getChildren().add(HostKeyCard.wrapped(texts.get("key.changed.why")));
        }
        Button done = new Button(texts.get("stopped.close"));
        done.setId("stopped-close");
        done.setCancelButton(true);
        done.setOnAction(event -> close.run());
        HBox buttons = new HBox(done);
        buttons.getStyleClass().add("buttons");
        getChildren()
                .addAll(
                        part(texts, "stopped.wanted", error.wanted()),
                        part(texts, "stopped.found", error.found()),
                        part(texts, "stopped.advice", error.advice()),
                        buttons);
    }

    /// Whether a host key is why it stopped.
    static boolean isAboutKey(ApiError error) {
        return error.code().equals(CHANGED) || error.code().equals(REVOKED);
    }

    private static VBox part(Texts texts, String key, String text) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().addAll("type-small", "w600", "muted");
        Label words = HostKeyCard.wrapped(text);
        if (text.contains(FINGERPRINT)) {
            words.getStyleClass().add("mono");
        }
        VBox part = new VBox(name, words);
        part.getStyleClass().add("field");
        return part;
    }
}
