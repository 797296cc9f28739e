package dev.belay.app.connections;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import dev.belay.reach.ssh.HostKeyOffer;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A host's key that was never seen: compare the fingerprint, then trust the host or don't.
final class HostKeyCard extends VBox {
    HostKeyCard(
            Texts texts, String connection, HostKeyOffer offer, Runnable accept, Runnable decline) {
        setId("host-key-first");
        Icon icon = new Icon("fth-key", 20);
        Label title = new Label(texts.get("key.first.title", offer.host()));
        title.getStyleClass().add("type-page");
        title.setWrapText(true);
        HBox head = new HBox(icon, title);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("head");
        Label why = wrapped(texts.get("key.first.why", connection));
        Label type = new Label(texts.get("key.type", offer.keyType()));
        type.getStyleClass().addAll("type-small", "muted");
        Label how = wrapped(texts.get("key.first.compare"));
        how.getStyleClass().addAll("type-small", "muted");
        Button no = new Button(texts.get("key.first.no"));
        no.setId("host-key-decline");
        no.setCancelButton(true);
        no.setOnAction(event -> decline.run());
        Button yes = new Button(texts.get("key.first.yes", offer.host()));
        yes.setId("host-key-accept");
        yes.getStyleClass().add("primary");
        yes.setOnAction(event -> accept.run());
        HBox buttons = new HBox(no, yes);
        buttons.getStyleClass().add("buttons");
        getChildren()
                .addAll(
                        head,
                        why,
                        field(type, fingerprint(texts, offer.fingerprint())),
                        field(
                                how,
                                command(
                                        "ssh-keygen -lf /etc/ssh/ssh_host_"
                                                + file(offer)
                                                + "_key.pub")));
        if (!offer.alsoKnown().isEmpty()) {
            Label also = wrapped(texts.get("key.first.also", String.join(", ", offer.alsoKnown())));
            also.getStyleClass().add("warning-text");
            getChildren().add(also);
        }
        getChildren().add(buttons);
    }

    private static VBox field(Label label, TextField field) {
        VBox box = new VBox(label, field);
        box.getStyleClass().add("field");
        return box;
    }

    private static String file(HostKeyOffer offer) {
        return offer.keyType().toLowerCase(Locale.ROOT);
    }

    static TextField fingerprint(Texts texts, String fingerprint) {
        TextField field = command(fingerprint);
        field.setId("host-key-fingerprint");
        field.setAccessibleText(texts.get("key.fingerprint"));
        return field;
    }

    /// Text to compare or to copy: it can be selected and not changed.
    static TextField command(String text) {
        TextField field = new TextField(text);
        field.setEditable(false);
        field.setAccessibleText(text);
        field.getStyleClass().addAll("copy-field", "mono");
        return field;
    }

    static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
