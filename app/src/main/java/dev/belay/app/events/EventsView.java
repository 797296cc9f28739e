package dev.belay.app.events;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The events screen: filters above, the list, and what the chosen event means.
public final class EventsView implements Screen {
    private static final double ROW_PIXELS = 32;

    private final Ui ui;
    private final Texts texts;
    private final EventsModel model;
    private final Saver saver;
    private final BorderPane root = new BorderPane();
    private final ListView<EventLine> list;
    private final EventFilters filters;
    private boolean inView;

    public EventsView(Ui ui, ObservableValue<@Nullable LiveCluster> live, Saver saver) {
        this(ui, new EventsModel(live, ui.languageProperty()), saver);
    }

    EventsView(Ui ui, EventsModel model, Saver saver) {
        this.ui = ui;
        this.texts = ui.texts(EventsView.class);
        this.model = model;
        this.saver = saver;
        this.list = new ListView<>(model.shown());
        this.filters = new EventFilters(ui, texts, model, this::exportCsv, this::exportMarkdown);
        root.getStyleClass().add("events");
        root.getStylesheets()
                .add(
                        Objects.requireNonNull(EventsView.class.getResource("events.css"))
                                .toExternalForm());
        root.setTop(filters);
        root.setCenter(new VBox(header(), body()));
        EventDetail detail = new EventDetail(ui, texts, model);
        root.setRight(detail);
        list();
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown() {
        inView = true;
        toNewest();
    }

    @Override
    public void hidden() {
        inView = false;
    }

    @Override
    public List<Action> actions() {
        ObservableValue<Boolean> some =
                Bindings.createBooleanBinding(() -> !model.shown().isEmpty(), model.shown());
        return List.of(
                Action.of(
                        "events.search",
                        "fth-search",
                        texts.text("events.action.search"),
                        new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN),
                        filters::focusSearch),
                Action.of(
                        "events.follow",
                        "fth-chevrons-down",
                        texts.text("events.action.follow"),
                        new KeyCodeCombination(KeyCode.END, KeyCombination.SHORTCUT_DOWN),
                        () -> model.followingProperty().set(true)),
                Action.of(
                        "events.clear",
                        "fth-filter",
                        texts.text("events.action.clear"),
                        null,
                        model::clearFilters),
                new Action(
                        "events.csv",
                        "fth-download",
                        texts.text("events.action.csv"),
                        null,
                        some,
                        texts.text("events.export.why-not"),
                        this::exportCsv),
                new Action(
                        "events.markdown",
                        "fth-download",
                        texts.text("events.action.markdown"),
                        null,
                        some,
                        texts.text("events.export.why-not"),
                        this::exportMarkdown));
    }

    private Node header() {
        Label time = head("events.column.time", "time-column");
        Label node = head("events.column.node", "node-column");
        Label text = head("events.column.text", "text-column");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label clock = new Label();
        clock.getStyleClass().addAll("type-tiny", "subtle");
        clock.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.referenceProperty().get().isEmpty()
                                                ? texts.get("events.clock.none")
                                                : texts.get(
                                                        "events.clock",
                                                        model.referenceProperty().get()),
                                model.referenceProperty(),
                                ui.languageProperty()));
        HBox header = new HBox(time, node, text, space, clock);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("header");
        return header;
    }

    private Label head(String key, String style) {
        Label label = new Label();
        label.getStyleClass().addAll("type-small", "w600", "muted", style);
        label.textProperty().bind(texts.text(key));
        return label;
    }

    private Node body() {
        EmptyState none =
                EmptyState.empty(
                        "fth-list", texts.text("events.none"), texts.text("events.none.why"));
        EmptyState filtered =
                EmptyState.empty(
                                "fth-filter",
                                texts.text("events.filtered"),
                                texts.text("events.filtered.why"))
                        .withAction(
                                "events-clear-filters",
                                texts.text("events.filtered.do"),
                                model::clearFilters);
        SimpleBooleanProperty nothing = new SimpleBooleanProperty();
        nothing.bind(Bindings.isEmpty(model.shown()));
        Runnable choose =
                () -> {
                    boolean any = !model.all().isEmpty();
                    list.setVisible(!nothing.get());
                    none.setVisible(nothing.get() && !any);
                    filtered.setVisible(nothing.get() && any);
                };
        nothing.subscribe(now -> choose.run());
        model.shown().addListener((ListChangeListener<EventLine>) change -> choose.run());
        StackPane body = new StackPane(list, none, filtered);
        body.getProperties().put("nothing", nothing);
        VBox.setVgrow(body, Priority.ALWAYS);
        return body;
    }

    private void list() {
        list.setId("events-list");
        list.accessibleTextProperty().bind(texts.text("events.list"));
        ui.percentProperty().subscribe(percent -> list.setFixedCellSize(ui.px(ROW_PIXELS)));
        list.setCellFactory(view -> new EventCell(texts));
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(line -> {
                    if (line != null) {
                        model.chosenProperty().set(line);
                    }
                });
        model.shown()
                .addListener(
                        (ListChangeListener<EventLine>)
                                change -> {
                                    if (inView) {
                                        toNewest();
                                    }
                                });
        model.followingProperty().subscribe(now -> toNewest());
        list.heightProperty().subscribe(height -> Platform.runLater(this::toNewest));
        // looking back is what ends following, not the next event
        list.setOnScroll(event -> model.followingProperty().set(false));
        list.setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case UP, PAGE_UP, HOME -> model.followingProperty().set(false);
                case END -> model.followingProperty().set(true);
                default -> {
                    // other keys do not move the list
                }
            }
        });
    }

    private void toNewest() {
        if (model.followingProperty().get() && !model.shown().isEmpty()) {
            list.scrollTo(model.shown().size() - 1);
        }
    }

    private void exportCsv() {
        saver.save(fileName("csv"), EventExport.csv(List.copyOf(model.shown())));
    }

    private void exportMarkdown() {
        saver.save(
                fileName("md"),
                EventExport.markdown(List.copyOf(model.shown()), clusterName(), texts));
    }

    private String fileName(String ending) {
        return clusterName().replaceAll("[^\\p{L}\\p{N}._-]", "-") + "-events." + ending;
    }

    private String clusterName() {
        LiveCluster cluster = model.liveProperty().getValue();
        return cluster == null ? "belay" : cluster.nameProperty().get();
    }

    static Icon quiet(String literal) {
        Icon icon = new Icon(literal, 14);
        icon.getStyleClass().add("quiet");
        return icon;
    }
}
