package dev.belay.app.services;

import dev.belay.api.ServiceView;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A service of the list: its glyph, its name, what it does and where, what is left of its lease.
final class ServiceCell extends ListCell<String> {
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private final Texts texts;
    private final ServicesModel model;
    private final StackPane glyph = new StackPane();
    private final Label name = Labels.label("", "w500");
    private final Label word = Labels.whole("", "type-small");
    private final Label where = Labels.label("", "type-small", "muted");
    private final MarginMeter margin;
    private final HBox row;
    private final Redrawn drawn = new Redrawn();

    ServiceCell(Texts texts, ServicesModel model) {
        this.texts = texts;
        this.model = model;
        margin = new MarginMeter(texts);
        margin.setMinWidth(Region.USE_PREF_SIZE);
        HBox second = new HBox(word, where);
        second.getStyleClass().add("second");
        VBox both = new VBox(name, second);
        both.setMinWidth(0);
        both.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(both, Priority.ALWAYS);
        row = new HBox(glyph, both, margin);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("service-row");
        // or a long name makes the list scroll sideways
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable String id, boolean empty) {
        super.updateItem(id, empty);
        refresh();
    }

    /// Shows what is known of it now.
    void refresh() {
        String id = getItem();
        ServiceView service = id == null || isEmpty() ? null : model.service(id).orElse(null);
        if (service == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        boolean stale = model.isStale();
        drawn.show(
                service.state() + " " + service.maintenance() + " " + stale,
                () -> glyph.getChildren().setAll(Marks.of(service, stale, 16)));
        name.setText(service.name());
        String state = texts.get("state." + service.state());
        word.setText(stale ? texts.get("state.was", state) : state);
        word.getStyleClass().removeAll("bad-text", "warning-text", "muted");
        word.getStyleClass().add(stale ? "muted" : Marks.tone(service.state()));
        where.setText(service.node().isEmpty() ? "" : "· " + service.node());
        String left = margin.show(model, service);
        pseudoClassStateChanged(STALE, stale);
        String place = service.node().isEmpty() ? texts.get("now.nowhere") : service.node();
        setAccessibleText(texts.get("list.spoken", service.name(), word.getText(), place, left));
        setGraphic(row);
    }
}
