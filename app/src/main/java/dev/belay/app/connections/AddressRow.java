package dev.belay.app.connections;

import dev.belay.app.connect.SavedConnection;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// One address of a connection that is not connected.
final class AddressRow extends HBox {
    AddressRow(Texts texts, SavedConnection.SavedNode node, Consumer<String> examine) {
        getStyleClass().add("tunnel-row");
        setAlignment(Pos.CENTER_LEFT);
        Label address = new Label(node.address());
        address.getStyleClass().add("mono");
        Label member = new Label(node.node());
        member.getStyleClass().addAll("type-small", "muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        new CheckGlyph(CheckGlyph.Result.WAITS, 16),
                        address,
                        member,
                        space,
                        examine(texts, node.address(), examine));
    }

    static Button examine(Texts texts, String address, Consumer<String> examine) {
        Button button = new Button(texts.get("do.examine"));
        button.setId("examine-" + address.replaceAll("[^A-Za-z0-9_-]", "-"));
        button.getStyleClass().add("small");
        button.setGraphic(new Icon("fth-activity", 13));
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText(texts.get("do.examine.of", address));
        button.setOnAction(event -> examine.accept(address));
        return button;
    }
}
