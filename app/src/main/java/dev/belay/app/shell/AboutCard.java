package dev.belay.app.shell;

import dev.belay.app.ui.Mark;
import dev.belay.app.ui.Texts;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Name, version and licences.
final class AboutCard extends VBox {
    AboutCard(Texts texts, Runnable close) {
        setId("about");
        Label name = new Label("Belay Studio");
        name.getStyleClass().add("type-page");
        Label version = new Label(version());
        version.getStyleClass().addAll("number", "muted");
        VBox words = new VBox(name, version);
        HBox head = new HBox(new Mark(60), words);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("about-head");
        Label licence = text(texts, "about.licence");
        Label parts = text(texts, "about.parts");
        parts.getStyleClass().addAll("type-small", "muted");
        Label java =
                new Label(
                        "Java "
                                + Runtime.version().feature()
                                + " · JavaFX "
                                + System.getProperty("javafx.runtime.version", ""));
        java.getStyleClass().addAll("type-small", "subtle");
        Button done = new Button();
        done.setId("about-close");
        done.textProperty().bind(texts.text("help.close"));
        done.setOnAction(event -> close.run());
        HBox buttons = new HBox(done);
        buttons.getStyleClass().add("buttons");
        getChildren().addAll(head, licence, parts, java, buttons);
    }

    /// Of the jar, or of the tree it was built from.
    static String version() {
        return Objects.requireNonNullElse(
                AboutCard.class.getPackage().getImplementationVersion(), "0.1.0");
    }

    private static Label text(Texts texts, String key) {
        Label label = new Label();
        label.setWrapText(true);
        label.textProperty().bind(texts.text(key));
        return label;
    }
}
