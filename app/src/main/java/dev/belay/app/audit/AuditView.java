package dev.belay.app.audit;

import dev.belay.api.ApiError;
import dev.belay.api.AuditAnswer;
import dev.belay.api.AuditRecord;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.GraphicCell;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The audit log as a list, newest first, with the word on whether its chain holds.
public final class AuditView implements Screen {
    private static final List<String> COLUMNS =
            List.of("seq", "at", "user", "from", "action", "result");
    private static final int SHOWN = 1_000;

    private final Texts texts;
    private final AuditPort port;
    private final Executor background;
    private final Executor fx;
    private final VBox root = new VBox();
    private final TextField search = new TextField();
    private final HBox chain = new HBox();
    private final Button verify = new Button();
    private final Button again = new Button();
    private final ObservableList<AuditRecord> records = FXCollections.observableArrayList();
    private final ListView<AuditRecord> list = new ListView<>(records);
    private final StackPane body = new StackPane();
    private @Nullable AuditAnswer answer;
    private @Nullable ApiError error;
    private boolean verified;
    private boolean asking;

    public AuditView(Ui ui, AuditPort port, Executor background, Executor fx) {
        this.texts = ui.texts(AuditView.class);
        this.port = port;
        this.background = background;
        this.fx = fx;
        root.getStyleClass().add("audit");
        root.getStylesheets()
                .add(
                        Objects.requireNonNull(AuditView.class.getResource("audit.css"))
                                .toExternalForm());
        search.setId("audit-search");
        search.promptTextProperty().bind(texts.text("audit.search"));
        search.accessibleTextProperty().bind(texts.text("audit.search"));
        search.textProperty().subscribe((before, now) -> show());
        verify.setId("audit-verify");
        verify.setGraphic(new Icon("fth-check", 14));
        verify.textProperty().bind(texts.text("audit.verify"));
        verify.setMinWidth(Region.USE_PREF_SIZE);
        verify.setOnAction(event -> ask(true));
        again.setId("audit-again");
        again.setGraphic(new Icon("fth-refresh-cw", 14));
        again.textProperty().bind(texts.text("audit.again"));
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(event -> ask(false));
        chain.setAlignment(Pos.CENTER_LEFT);
        chain.getStyleClass().add("chain");
        HBox.setHgrow(chain, Priority.ALWAYS);
        HBox bar = new HBox(search, chain, again, verify);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("toolbar", "line-below");
        list.setId("audit-list");
        list.accessibleTextProperty().bind(texts.text("audit.list"));
        list.setCellFactory(view -> new Cell());
        ui.percentProperty().subscribe(percent -> list.setFixedCellSize(ui.px(32)));
        VBox.setVgrow(body, Priority.ALWAYS);
        root.getChildren().addAll(bar, body);
        ui.languageProperty().subscribe(language -> show());
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown() {
        ask(false);
    }

    private void ask(boolean chainToo) {
        if (asking) {
            return;
        }
        asking = true;
        show();
        background.execute(() -> {
            try {
                AuditAnswer got = port.audit(0, SHOWN, chainToo);
                fx.execute(() -> took(got, null, chainToo));
            } catch (AgentException e) {
                fx.execute(() -> took(null, e.error(), false));
            }
        });
    }

    private void took(@Nullable AuditAnswer got, @Nullable ApiError why, boolean chainToo) {
        asking = false;
        error = why;
        if (got != null) {
            answer = got;
            verified = chainToo;
        }
        show();
    }

    private void show() {
        AuditAnswer now = answer;
        verify.setDisable(asking);
        again.setDisable(asking);
        if (now != null) {
            String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
            records.setAll(
                    now.records().reversed().stream()
                            .filter(record ->
                                    (record.user()
                                                    + record.from()
                                                    + record.action()
                                                    + record.result())
                                            .toLowerCase(Locale.ROOT)
                                            .contains(wanted))
                            .toList());
            list.refresh();
        }
        chain(now);
        ApiError why = error;
        if (why != null) {
            body.getChildren()
                    .setAll(
                            EmptyState.error(
                                            texts.text("audit.error"),
                                            texts.text(
                                                    "audit.error.why",
                                                    why.found(),
                                                    RefusalWords.in(texts.language()).advice(why)))
                                    .withAction(
                                            "audit-retry",
                                            texts.text("audit.again"),
                                            () -> ask(false)));
        } else if (now == null) {
            body.getChildren()
                    .setAll(
                            EmptyState.busy(
                                    texts.text("audit.busy"), texts.text("audit.busy.why")));
        } else if (records.isEmpty() && !now.records().isEmpty()) {
            body.getChildren()
                    .setAll(
                            EmptyState.empty(
                                            "fth-search",
                                            texts.text("audit.unfound", search.getText().strip()),
                                            texts.text("audit.unfound.why", now.records().size()))
                                    .withAction(
                                            "audit-clear",
                                            texts.text("audit.unfound.clear"),
                                            this::clear));
        } else if (records.isEmpty()) {
            body.getChildren()
                    .setAll(
                            EmptyState.empty(
                                    "fth-shield",
                                    texts.text("audit.none"),
                                    texts.text("audit.none.why")));
        } else {
            body.getChildren().setAll(table());
        }
    }

    /// The button that was pressed goes with what it belongs to, so the keyboard goes on in the
    /// field.
    private void clear() {
        search.clear();
        search.requestFocus();
    }

    private Node table() {
        HBox head = new HBox();
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().addAll("audit-row", "audit-head");
        for (String column : COLUMNS) {
            Label label = new Label(texts.get("audit.column." + column));
            label.getStyleClass().addAll("type-small", "w600", "muted", column);
            label.setMinWidth(0);
            if (column.equals("action")) {
                HBox.setHgrow(label, Priority.ALWAYS);
                label.setMaxWidth(Double.MAX_VALUE);
            }
            head.getChildren().add(label);
        }
        VBox table = new VBox(head, list);
        VBox.setVgrow(list, Priority.ALWAYS);
        return table;
    }

    private void chain(@Nullable AuditAnswer now) {
        chain.getChildren().clear();
        if (now == null) {
            return;
        }
        boolean broken = !now.broken().isEmpty();
        CheckGlyph.Result result =
                broken
                        ? CheckGlyph.Result.ERROR
                        : verified ? CheckGlyph.Result.PASS : CheckGlyph.Result.NOTE;
        Label said =
                new Label(
                        broken
                                ? texts.get("audit.broken", now.broken())
                                : verified
                                        ? texts.get("audit.holds", now.count())
                                        : texts.get("audit.count", now.count()));
        said.setId("audit-chain");
        said.getStyleClass().add(broken ? "bad-text" : "muted");
        said.setMinWidth(0);
        chain.getChildren().addAll(new CheckGlyph(result, 15), said);
    }

    private final class Cell extends GraphicCell<AuditRecord> {
        private final Label seq = column("mono subtle seq");
        private final Label at = column("mono muted at");
        private final Label user = column("w500 user");
        private final Label from = column("muted from");
        private final Label action = column("mono action");
        private final CheckGlyph glyph = new CheckGlyph(CheckGlyph.Result.PASS, 14);
        private final Label result = column("type-small result");
        private final HBox row = new HBox(seq, at, user, from, action, glyph, result);

        Cell() {
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("audit-row");
            HBox.setHgrow(action, Priority.ALWAYS);
            action.setMaxWidth(Double.MAX_VALUE);
        }

        @Override
        protected Node drawn(AuditRecord record) {
            seq.setText(Long.toString(record.seq()));
            at.setText(texts.figures().dateTime(record.at()));
            user.setText(record.user());
            from.setText(record.from());
            action.setText(record.action());
            boolean done = record.result().equals("done");
            glyph.show(done ? CheckGlyph.Result.PASS : CheckGlyph.Result.ERROR);
            result.setText(done ? texts.get("audit.done") : record.result());
            setAccessibleText(
                    texts.get(
                            "audit.spoken",
                            at.getText(),
                            record.user(),
                            record.action(),
                            result.getText()));
            return row;
        }

        private static Label column(String styles) {
            Label label = new Label();
            label.getStyleClass().addAll(List.of(styles.split(" ")));
            label.setMinWidth(0);
            return label;
        }
    }
}
