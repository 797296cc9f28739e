package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.Inmate;
import dev.belay.app.ui.Icon;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What is in a site and no thing of its own: its router, and clients whose paths are looked at.
final class SiteBody extends VBox {

    SiteBody(List<Inmate> all) {
        getStyleClass().add("site-body");
        setManaged(false);
        setMouseTransparent(true);
        for (Inmate one : all) {
            Label name = new Label(one.name());
            name.getStyleClass().addAll("container-title", "w500");
            name.setGraphic(new Icon(one.isRouter() ? "fth-shuffle" : "fth-monitor", 13));
            Label detail = new Label(one.detail());
            detail.getStyleClass().addAll("container-detail", "mono");
            getChildren().add(new VBox(name, detail));
        }
    }
}
