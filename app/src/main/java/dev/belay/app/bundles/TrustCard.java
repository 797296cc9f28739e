package dev.belay.app.bundles;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.reach.bundle.SignerKey;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks whether a key's owner is to vouch for bundles, and what the owner is called.
final class TrustCard extends VBox {

    /// @param list where the key will be written
    /// @param trust is told the name
    TrustCard(Texts texts, SignerKey key, Path list, Consumer<String> trust, Runnable cancel) {
        setId("trust-card");
        getStyleClass().add("bundle-card");
        getStylesheets().add(BundleScreen.sheet());
        TextField name = new TextField();
        name.setId("trust-name");
        name.setPromptText("alice@example.com");
        name.setAccessibleText(texts.get("trust.name"));
        Label called = Labels.label(texts.get("trust.name"), "type-small", "w500");
        called.setLabelFor(name);
        Label complaint = Labels.prose(texts.get("trust.name.wrong"), "type-small", "bad-text");
        complaint.setVisible(false);
        complaint.managedProperty().bind(complaint.visibleProperty());
        VBox field = new VBox(called, name, complaint);
        field.getStyleClass().add("field");
        Button no = new Button(texts.get("cancel"));
        no.setId("trust-cancel");
        no.setMinWidth(Region.USE_PREF_SIZE);
        no.setOnAction(event -> cancel.run());
        Button yes = new Button(texts.get("trust.do"));
        yes.setId("trust-confirm");
        yes.getStyleClass().add("primary");
        yes.setMinWidth(Region.USE_PREF_SIZE);
        yes.setOnAction(event -> {
            boolean isName = BundlesModel.isName(name.getText());
            complaint.setVisible(!isName);
            if (isName) {
                trust.accept(name.getText());
            } else {
                name.requestFocus();
            }
        });
        HBox buttons = new HBox(no, yes);
        buttons.getStyleClass().add("buttons");
        getChildren()
                .addAll(
                        Labels.prose(texts.get("trust.title"), "type-page"),
                        Labels.prose(texts.get("trust.why")),
                        fingerprint(key),
                        field,
                        Labels.prose(texts.get("trust.list", list), "type-small", "muted"),
                        buttons);
    }

    /// The key as it is compared over another channel.
    static VBox fingerprint(SignerKey key) {
        Label type = Labels.label(key.type(), "type-small", "muted");
        Label print = Labels.prose(key.fingerprint(), "mono", "w500");
        print.setId("signer-fingerprint");
        VBox box = new VBox(type, print);
        box.getStyleClass().add("fingerprint");
        return box;
    }
}
