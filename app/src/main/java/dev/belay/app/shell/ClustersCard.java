package dev.belay.app.shell;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The clusters that are open, to change between them.
final class ClustersCard extends VBox {
    ClustersCard(Texts texts, Clusters clusters, Runnable connect, Runnable close) {
        setId("clusters");
        getStyleClass().add("clusters");
        if (clusters.open().isEmpty()) {
            Label none = new Label(texts.get("cluster.none-open"));
            none.getStyleClass().addAll("type-small", "muted");
            getChildren().add(none);
        }
        for (Clusters.OpenCluster one : clusters.open()) {
            boolean now = one.equals(clusters.currentProperty().get());
            Button button = button("clusters-" + one.place(), now ? "fth-check" : "fth-share-2");
            button.setText(one.cluster().nameProperty().get());
            button.setOnAction(event -> {
                close.run();
                clusters.show(one);
            });
            getChildren().add(button);
        }
        Button more = button("clusters-connect", "fth-plus");
        more.setText(texts.get("cluster.connect"));
        more.setOnAction(event -> {
            close.run();
            connect.run();
        });
        getChildren().add(more);
    }

    private static Button button(String id, String icon) {
        Button button = new Button();
        button.setId(id.replaceAll("[^A-Za-z0-9_-]", "-"));
        button.getStyleClass().addAll("flat", "row-button");
        button.setGraphic(new Icon(icon, 15));
        button.setContentDisplay(ContentDisplay.LEFT);
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }
}
