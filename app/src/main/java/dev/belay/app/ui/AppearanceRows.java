package dev.belay.app.ui;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Language, look and size of the window, as three rows of segments.
public final class AppearanceRows extends VBox {
    /// Sizes that are offered, in percent.
    public static final List<Integer> SIZES = List.of(100, 125, 150, 200);

    // asObject() is only weakly tied to its source, and would stop following it
    private final ObjectProperty<Integer> percent;

    /// The rows; ids of the controls begin with the prefix.
    public AppearanceRows(Ui ui, String idPrefix) {
        Texts texts = ui.texts(AppearanceRows.class);
        percent = ui.percentProperty().asObject();
        getStyleClass().add("setting-rows");
        Segmented<Language> language =
                new Segmented<>(idPrefix + "-language", ui.languageProperty());
        for (Language one : Language.values()) {
            language.add(
                    one,
                    idPrefix + "-language-" + one.code(),
                    new SimpleStringProperty(one.ownName()));
        }
        Segmented<Look> look = new Segmented<>(idPrefix + "-look", ui.lookProperty());
        for (Look one : Look.values()) {
            look.add(
                    one,
                    idPrefix + "-look-" + one.code(),
                    texts.text("appearance.look." + one.code()));
        }
        look.button(Look.LIGHT).setGraphic(new Icon("fth-sun", 13));
        Segmented<Integer> size = new Segmented<>(idPrefix + "-size", percent);
        for (int one : SIZES) {
            size.add(
                    one,
                    idPrefix + "-size-" + one,
                    new SimpleStringProperty(one == 100 ? "100 %" : Integer.toString(one)));
        }
        getChildren()
                .addAll(
                        row(texts, "appearance.language", language),
                        row(texts, "appearance.look", look),
                        row(texts, "appearance.size", size));
    }

    private static HBox row(Texts texts, String key, Node control) {
        Label label = new Label();
        label.getStyleClass().add("muted");
        label.textProperty().bind(texts.text(key));
        label.setMinWidth(USE_PREF_SIZE);
        label.setLabelFor(control);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(label, space, control);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("setting-row");
        return row;
    }
}
