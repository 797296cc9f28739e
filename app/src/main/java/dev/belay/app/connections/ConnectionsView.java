package dev.belay.app.connections;

import dev.belay.app.connect.ConnectionEntry;
import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
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

/// Saved clusters at the left, the chosen one with its tunnels at the right.
public final class ConnectionsView implements Screen {
    private final Ui ui;
    private final Texts texts;
    private final ConnectionsModel model;
    private final Overlay overlay;
    private final Consumer<ConnectionEntry> look;
    private final BorderPane root = new BorderPane();
    private final VBox rows = new VBox();
    private final StackPane middle = new StackPane();
    private final ObjectProperty<@Nullable ConnectionEntry> chosen =
            new SimpleObjectProperty<>(this, "chosen");
    private @Nullable EntryDetail detail;

    /// The view.
    ///
    /// @param look brings a connected cluster into view
    public ConnectionsView(
            Ui ui, ConnectionsModel model, Overlay overlay, Consumer<ConnectionEntry> look) {
        this.ui = ui;
        this.texts = ui.texts(ConnectionsView.class);
        this.model = model;
        this.overlay = overlay;
        this.look = look;
        root.getStyleClass().add("connections");
        root.getStylesheets().add(sheet());
        root.setTop(toolbar());
        rows.getStyleClass().add("rows");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("list");
        root.setLeft(scroll);
        root.setCenter(middle);
        model.entries().addListener((ListChangeListener<ConnectionEntry>) change -> list());
        ui.languageProperty().subscribe(language -> list());
        chosen.subscribe(this::show);
    }

    static String sheet() {
        return Objects.requireNonNull(ConnectionsView.class.getResource("connections.css"))
                .toExternalForm();
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of(
                        "connections.add",
                        "fth-plus",
                        texts.text("action.add"),
                        new KeyCodeCombination(
                                KeyCode.N, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        this::add));
    }

    /// Opens the empty form.
    public void add() {
        SavedConnection fresh = SavedConnection.of("", List.of());
        form(
                ConnectionDraft.EMPTY,
                Set.of(),
                true,
                draft -> {
                    ConnectionEntry entry = model.put(draft.saved(fresh));
                    chosen.set(entry);
                    model.connect(entry);
                });
    }

    /// Chooses what is shown at the right.
    public void choose(ConnectionEntry entry) {
        chosen.set(entry);
    }

    private Node toolbar() {
        Label title = new Label();
        title.getStyleClass().add("type-section");
        title.textProperty().bind(texts.text("title"));
        Label problem = new Label();
        problem.getStyleClass().addAll("type-small", "bad-text");
        problem.textProperty().bind(model.storeProblemProperty());
        problem.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button add = new Button();
        add.setId("connections-add");
        add.setGraphic(new Icon("fth-plus", 14));
        add.textProperty().bind(texts.text("add"));
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(event -> add());
        HBox bar = new HBox(title, problem, space, add);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("toolbar", "line-below");
        return bar;
    }

    private void list() {
        rows.getChildren().clear();
        for (ConnectionEntry entry : model.entries()) {
            rows.getChildren().add(new EntryRow(ui, texts, entry, chosen));
        }
        ConnectionEntry now = chosen.get();
        boolean gone = now == null || !model.entries().contains(now);
        if (gone && !model.entries().isEmpty()) {
            chosen.set(model.entries().getFirst());
        } else if (gone) {
            chosen.set(null);
            show(null);
        } else {
            show(now);
        }
        root.getLeft().setVisible(!model.entries().isEmpty());
        root.getLeft().setManaged(!model.entries().isEmpty());
    }

    private void show(@Nullable ConnectionEntry entry) {
        if (detail != null) {
            detail.close();
            detail = null;
        }
        if (entry == null) {
            middle.getChildren()
                    .setAll(
                            EmptyState.empty("fth-link", texts.text("none"), texts.text("none.why"))
                                    .withAction(
                                            "connections-add-first",
                                            texts.text("none.do"),
                                            this::add));
            return;
        }
        EntryDetail next =
                new EntryDetail(
                        ui,
                        texts,
                        model,
                        overlay,
                        entry,
                        new EntryDetail.Doer(
                                () -> look.accept(entry),
                                () -> edit(entry),
                                () -> askRemoval(entry)));
        detail = next;
        middle.getChildren().setAll(next);
    }

    private void edit(ConnectionEntry entry) {
        SavedConnection before = entry.savedProperty().get();
        form(
                ConnectionDraft.of(before),
                names(entry),
                false,
                draft -> model.put(draft.saved(before)));
    }

    private void form(
            ConnectionDraft draft,
            Set<String> taken,
            boolean isNew,
            Consumer<ConnectionDraft> done) {
        Set<String> others = isNew ? names(null) : taken;
        Region[] card = new Region[1];
        card[0] =
                new ConnectionForm(
                        texts,
                        draft,
                        others,
                        isNew,
                        good -> {
                            overlay.close(card[0]);
                            done.accept(good);
                        },
                        () -> overlay.close(card[0]));
        card[0].getStylesheets().add(sheet());
        overlay.dialog(card[0], () -> {});
    }

    private void askRemoval(ConnectionEntry entry) {
        String name = entry.savedProperty().get().name();
        Region[] card = new Region[1];
        card[0] =
                new RemoveCard(
                        texts,
                        name,
                        () -> {
                            overlay.close(card[0]);
                            model.remove(entry);
                        },
                        () -> overlay.close(card[0]));
        card[0].getStylesheets().add(sheet());
        overlay.dialog(card[0], () -> {});
    }

    private Set<String> names(@Nullable ConnectionEntry except) {
        return model.entries().stream()
                .filter(entry -> !entry.equals(except))
                .map(entry -> entry.savedProperty().get().name())
                .collect(Collectors.toSet());
    }
}
