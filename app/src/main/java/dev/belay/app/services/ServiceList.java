package dev.belay.app.services;

import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// All services, the worst first. The list holds ids, so that it moves only when their order does.
final class ServiceList extends VBox {
    private final Texts texts;
    private final ServicesModel model;
    private final ObservableList<String> ids = FXCollections.observableArrayList();
    private final ListView<String> list = new ListView<>(ids);
    private final List<ServiceCell> cells = new ArrayList<>();
    private final Label title = Labels.label("", "type-section", "w600");
    private final Label count = Labels.label("", "mono", "muted");
    private final Label design = Labels.prose("", "type-small", "muted");
    private boolean arranging;

    ServiceList(Texts texts, ServicesModel model) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("services-list");
        HBox head = new HBox(title, count);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("list-head");
        list.setId("services-list");
        list.setCellFactory(view -> {
            ServiceCell cell = new ServiceCell(texts, model);
            cells.add(cell);
            return cell;
        });
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe((before, now) -> {
                    if (now != null && !arranging) {
                        model.choose(now);
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        design.setMaxWidth(Double.MAX_VALUE);
        design.getStyleClass().add("list-foot");
        getChildren().addAll(head, list, design);
    }

    void show() {
        title.setText(texts.get("list.title"));
        list.setAccessibleText(texts.get("list.title"));
        List<ServiceView> services = model.services();
        count.setText(Integer.toString(services.size()));
        arranging = true;
        List<String> now = services.stream().map(ServiceView::id).toList();
        if (!now.equals(ids)) {
            ids.setAll(now);
        }
        model.chosen()
                .ifPresent(service -> {
                    if (!service.id().equals(list.getSelectionModel().getSelectedItem())) {
                        list.getSelectionModel().select(service.id());
                        list.getFocusModel().focus(ids.indexOf(service.id()));
                    }
                });
        arranging = false;
        cells.forEach(ServiceCell::refresh);
        model.told().ifPresent(told -> foot(told.view()));
    }

    private void foot(ServicesView view) {
        design.setText(
                texts.get(
                        "list.design",
                        Long.toString(view.designVersion()),
                        view.timing(),
                        texts.figures().duration(Duration.ofMillis(view.leaseMillis()))));
    }
}
