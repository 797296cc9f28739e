package dev.belay.app.services;

import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.Failures;
import dev.belay.api.ServiceView.Resource;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Stay;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is known of the chosen service, a card for each question.
final class ServiceCards {
    private final Texts texts;
    private final ServicesModel model;
    private final VBox now = card("now");
    private final VBox resources = card("resources");
    private final VBox failures = card("failures");
    private final VBox stays = card("stays");
    private final MarginMeter margin;
    private final Label marginText = Labels.label("", "type-small", "muted");
    private final HBox marginRow;
    private final Tooltip meaning = new Tooltip();
    private final Redrawn drawn = new Redrawn();

    ServiceCards(Texts texts, ServicesModel model) {
        this.texts = texts;
        this.model = model;
        margin = new MarginMeter(texts);
        margin.setMinWidth(Region.USE_PREF_SIZE);
        marginRow = new HBox(margin, marginText);
        marginRow.setAlignment(Pos.CENTER_LEFT);
        marginRow.getStyleClass().add("margin-row");
        Tooltip.install(marginRow, meaning);
    }

    Node now() {
        return now;
    }

    Node resources() {
        return resources;
    }

    Node failures() {
        return failures;
    }

    Node stays() {
        return stays;
    }

    private static VBox card(String id) {
        VBox card = new VBox();
        card.setId("service-" + id);
        card.getStyleClass().add("card");
        return card;
    }

    void show(ServiceView service) {
        long lease = model.told().map(told -> told.view().leaseMillis()).orElse(0L);
        margin.show(model, service);
        boolean known = model.marginMillis(service) >= 0;
        margin.setVisible(known);
        margin.setManaged(known);
        meaning.setText(texts.get("margin.means"));
        marginText.setText(
                known
                        ? texts.get("margin.of", texts.figures().millis((double) lease))
                        : texts.get("margin.unknown"));
        Instant at = model.told().map(told -> told.view().at()).orElse(Instant.EPOCH);
        Instant since = service.since();
        long age = since == null ? -1 : Math.max(0, at.toEpochMilli() - since.toEpochMilli());
        // A margin that changes draws nothing anew.
        drawn.show(
                List.of(
                        service.id(),
                        service.name(),
                        service.state(),
                        service.node(),
                        service.generation(),
                        service.wanted(),
                        service.placedOn(),
                        service.reason(),
                        service.resources(),
                        service.failures(),
                        service.history(),
                        texts.figures().age(age / 10_000 * 10_000),
                        model.isStale(),
                        texts.language()),
                () -> draw(service, since, age));
    }

    private void draw(ServiceView service, @Nullable Instant since, long age) {
        now.getChildren().setAll(title("now.title"), facts(service, since, age));
        resources.getChildren().setAll(title("resources.title"));
        service.resources().forEach(one -> resources.getChildren().add(resource(one)));
        failures.getChildren().setAll(title("failures.title"));
        if (service.failures().isEmpty()) {
            failures.getChildren().add(quiet("failures.none"));
        }
        service.failures().forEach(one -> failures.getChildren().add(failure(one)));
        stays.getChildren().setAll(title("stays.title"));
        if (service.history().isEmpty()) {
            stays.getChildren().add(quiet("stays.none"));
        }
        service.history().forEach(one -> stays.getChildren().add(stay(service, one)));
    }

    private Label title(String key) {
        return Labels.label(texts.get(key), "type-section", "w600", "card-title");
    }

    private Label quiet(String key) {
        Label label = Labels.prose(texts.get(key), "muted", "card-row");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private Node facts(ServiceView service, @Nullable Instant since, long age) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        grid.getColumnConstraints().addAll(names, values);
        String where = service.node().isEmpty() ? texts.get("now.nowhere") : service.node();
        fact(grid, "now.node", Labels.label(where, service.node().isEmpty() ? "muted" : "w500"));
        if (since != null && !service.node().isEmpty()) {
            fact(
                    grid,
                    "now.since",
                    Labels.prose(
                            texts.get(
                                    "now.since.value",
                                    texts.figures().minute(since),
                                    texts.figures().age(age),
                                    Long.toString(service.generation()))));
        }
        if (!service.placedOn().equals(service.node())) {
            String to = service.placedOn().isEmpty() ? "now.nowhere" : "now.placed.value";
            fact(
                    grid,
                    "now.placed",
                    Labels.prose(texts.get(to, service.placedOn()), "warning-text"));
        }
        fact(grid, "now.reason", Labels.prose(service.reason()));
        if (!service.node().isEmpty()) {
            fact(grid, "now.margin", marginRow);
        }
        return grid;
    }

    private void fact(GridPane grid, String key, Node value) {
        Label name = Labels.label(texts.get(key), "muted");
        GridPane.setValignment(name, VPos.TOP);
        grid.addRow(grid.getRowCount(), name, value);
    }

    private Node resource(Resource resource) {
        Label name = Labels.whole(resource.name(), "w500", "resource-name");
        Label kind = Labels.label(resource.kind(), "mono", "muted");
        kind.setMinWidth(0);
        String state = texts.get("resource." + resource.state());
        Label word =
                model.isStale()
                        ? Labels.whole(texts.get("state.was", state), "type-small", "muted")
                        : Labels.whole(state, "type-small", Marks.tone(resource.state()));
        HBox line =
                new HBox(
                        Marks.of(resource.state(), model.isStale(), 16),
                        name,
                        kind,
                        Labels.space(),
                        word);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("line");
        VBox row = new VBox(line);
        row.getStyleClass().add("card-row");
        if (!resource.said().isEmpty()) {
            row.getChildren()
                    .add(Labels.prose(resource.said(), "type-small", "muted", "below-glyph"));
        }
        return row;
    }

    private Node failure(Failures failure) {
        HBox line =
                new HBox(
                        Labels.whole(failure.node(), "w500", "resource-name"),
                        Labels.whole(texts.get("failures.count", failure.count()), "warning-text"),
                        Labels.space(),
                        Labels.whole(texts.figures().minute(failure.at()), "mono", "muted"));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("line");
        VBox row = new VBox(line, Labels.prose(failure.last(), "type-small", "muted"));
        row.getStyleClass().add("card-row");
        return row;
    }

    private Node stay(ServiceView service, Stay stay) {
        boolean runs =
                service.state() == State.ACTIVE
                        && !model.isStale()
                        && !stay.node().isEmpty()
                        && stay.generation() == service.generation()
                        && stay.node().equals(service.node());
        Region dot = new Region();
        dot.getStyleClass().add(runs ? "stay-now" : "stay-past");
        Region thread = new Region();
        thread.getStyleClass().add("thread");
        boolean last = Objects.equals(service.history().getLast(), stay);
        thread.setVisible(!last);
        StackPane mark = new StackPane(thread, dot);
        StackPane.setAlignment(dot, Pos.TOP_CENTER);
        StackPane.setAlignment(thread, Pos.TOP_CENTER);
        mark.getStyleClass().add("stay-mark");
        String where =
                stay.node().isEmpty()
                        ? texts.get("stays.nowhere")
                        : texts.get("stays.on", stay.node());
        HBox head = new HBox(Labels.whole(where, "w500"));
        if (stay.generation() > 0) {
            head.getChildren()
                    .add(
                            Labels.label(
                                    texts.get("stays.generation", Long.toString(stay.generation())),
                                    "type-small",
                                    "muted"));
        }
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("line");
        VBox words = new VBox(head, Labels.prose(stay.reason(), "type-small", "muted"));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.getStyleClass().add("stay-words");
        Label at = Labels.whole(texts.figures().minute(stay.at()), "mono", "muted", "stay-at");
        HBox row = new HBox(at, mark, words);
        row.getStyleClass().add("stay");
        return row;
    }
}
