package dev.belay.app.fencing;

import dev.belay.api.FenceView.Device;
import dev.belay.api.FenceView.Fencing;
import dev.belay.api.FenceView.Result;
import dev.belay.app.fencing.FencesModel.Deed;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.ui.WhyNot;
import dev.belay.story.OpenFencing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is open above, the devices and the history below it, beside each other where there is room.
final class FencesBody extends ScrollPane {
    private static final double WIDE_PIXELS = 880;

    private final Ui ui;
    private final Texts texts;
    private final FencesModel model;
    private final BiConsumer<Deed, String> ask;
    private final Runnable wizard;
    private final VBox open = card("fences-open");
    private final VBox devices = card("fences-devices");
    private final VBox history = card("fences-history");
    private final GridPane columns = new GridPane();
    private final ColumnConstraints left = new ColumnConstraints();
    private final ColumnConstraints right = new ColumnConstraints();

    /// Times whose evidence is shown, by their number.
    private final Set<Long> unfolded = new HashSet<>();

    private Object drawn = "";

    FencesBody(
            Ui ui, Texts texts, FencesModel model, BiConsumer<Deed, String> ask, Runnable wizard) {
        this.ui = ui;
        this.texts = texts;
        this.model = model;
        this.ask = ask;
        this.wizard = wizard;
        columns.getStyleClass().add("columns");
        columns.add(column(devices), 0, 0);
        Node second = column(history);
        columns.add(second, 1, 0);
        open.managedProperty().bind(open.visibleProperty());
        VBox all = new VBox(open, columns);
        all.getStyleClass().add("cards");
        setContent(all);
        setFitToWidth(true);
        setFocusTraversable(false);
        widthProperty().subscribe(width -> arrange(second));
        ui.percentProperty().subscribe(percent -> arrange(second));
    }

    private static VBox card(String id) {
        VBox card = new VBox();
        card.setId(id);
        card.getStyleClass().add("card");
        return card;
    }

    private static Node column(VBox card) {
        VBox column = new VBox(card);
        column.setMinWidth(0);
        return column;
    }

    private void arrange(Node second) {
        boolean wide = getWidth() > ui.px(WIDE_PIXELS);
        left.setPercentWidth(wide ? 50 : 100);
        right.setPercentWidth(wide ? 50 : 0);
        GridPane.setConstraints(second, wide ? 1 : 0, wide ? 0 : 1);
        if (wide) {
            columns.getColumnConstraints().setAll(left, right);
        } else {
            columns.getColumnConstraints().setAll(left);
        }
    }

    void show() {
        FencesPort.Told told = model.told().orElseThrow();
        // The time of an answer alone draws nothing anew.
        Object now =
                List.of(
                        model.open(),
                        model.devices(),
                        model.nodes().stream().map(this::seen).toList(),
                        model.history().stream()
                                .map(one -> FenceWords.result(one, told.view().at()))
                                .toList(),
                        model.history(),
                        hindrances(),
                        Set.copyOf(unfolded),
                        texts.language());
        if (!now.equals(drawn)) {
            drawn = now;
            draw(told.view().at());
        }
    }

    private List<Optional<Device>> seen(String member) {
        return model.devices().stream().map(one -> model.seenFrom(member, one)).toList();
    }

    private List<String> hindrances() {
        return model.open().stream()
                .map(one ->
                        model.hindrance(Deed.CONFIRM, one.node())
                                .map(why -> why.in(texts))
                                .orElse(""))
                .toList();
    }

    private void draw(Instant at) {
        open.setVisible(!model.open().isEmpty());
        open.getChildren().setAll(title("open.title"));
        model.open().forEach(one -> open.getChildren().add(open(one, at)));
        devices.getChildren().setAll(title("devices.title"));
        if (model.devices().isEmpty()) {
            EmptyState none =
                    EmptyState.empty(
                                    "fth-power",
                                    texts.text("devices.none"),
                                    texts.text("devices.none.why"))
                            .withAction("fences-first", texts.text("devices.first"), wizard);
            none.getStyleClass().add("none");
            devices.getChildren().add(none);
        }
        model.devices().forEach(one -> devices.getChildren().add(device(one)));
        history.getChildren().setAll(title("history.title"));
        if (model.history().isEmpty()) {
            Label none = Labels.prose(texts.get("history.none"), "muted", "card-row");
            none.setMaxWidth(Double.MAX_VALUE);
            history.getChildren().add(none);
        }
        model.history().forEach(one -> history.getChildren().add(fencing(one, at)));
    }

    private Label title(String key) {
        return Labels.label(texts.get(key), "type-section", "w600", "card-title");
    }

    private Node open(OpenFencing one, Instant at) {
        Fencing last = one.last();
        String services =
                FenceWords.row(
                        texts,
                        model.on(one.node()).stream()
                                .filter(service -> one.services().contains(service.id()))
                                .map(service -> service.name())
                                .toList());
        if (!one.waits() && last != null) {
            VBox words =
                    words(
                            texts.get("open.goes-on", one.node(), last.executor()),
                            texts.get(
                                    services.isEmpty() ? "open.since" : "open.since.services",
                                    texts.figures().time(last.at()),
                                    last.reason(),
                                    services));
            last.evidence().forEach(line -> words.getChildren().add(evidence(line)));
            return openRow(new CheckGlyph(CheckGlyph.Result.RUNNING, 18), words);
        }
        String what =
                last == null
                        ? texts.get("open.not-tried", one.node())
                        : texts.get("open." + FenceWords.result(last, at), one.node());
        VBox words = words(what, texts.get("open.waits", one.node(), services));
        if (last != null) {
            last.evidence().forEach(line -> words.getChildren().add(evidence(line)));
        }
        Button confirm = new Button(texts.get("open.confirm", one.node()));
        confirm.setId("fences-confirm-" + one.node());
        confirm.getStyleClass().add("destructive");
        confirm.setMinWidth(Region.USE_PREF_SIZE);
        confirm.setOnAction(event -> ask.accept(Deed.CONFIRM, one.node()));
        String why = model.hindrance(Deed.CONFIRM, one.node()).map(now -> now.in(texts)).orElse("");
        confirm.setDisable(!why.isEmpty());
        WhyNot carrier = new WhyNot(confirm, new SimpleStringProperty(why));
        carrier.setMinWidth(Region.USE_PREF_SIZE);
        return openRow(new CheckGlyph(CheckGlyph.Result.WARNING, 18), words, carrier);
    }

    private static HBox openRow(Node... parts) {
        HBox row = new HBox(parts);
        row.getStyleClass().addAll("card-row", "open-row");
        return row;
    }

    private static VBox words(String first, String second) {
        VBox words = new VBox(Labels.prose(first, "w500"), Labels.prose(second, "muted"));
        words.getStyleClass().add("words");
        HBox.setHgrow(words, Priority.ALWAYS);
        return words;
    }

    private static Label evidence(String line) {
        return Labels.prose(line, "mono", "muted");
    }

    private Node device(Device one) {
        Label agent = Labels.label(one.agent(), "mono", "muted");
        agent.setMinWidth(0);
        HBox head =
                new HBox(
                        new Icon("fth-power", 16),
                        Labels.whole(one.name(), "w500"),
                        agent,
                        Labels.space(),
                        new Chip(texts.get("action." + one.action()), Chip.Tone.NEUTRAL),
                        new Chip(
                                texts.get("devices.level", (long) one.level()), Chip.Tone.OUTLINE));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("line");
        VBox row = new VBox(head);
        row.getStyleClass().add("card-row");
        row.getChildren()
                .add(
                        Labels.prose(
                                one.targets().isEmpty()
                                        ? texts.get("devices.no-target")
                                        : texts.get(
                                                "devices.targets",
                                                FenceWords.row(texts, one.targets())),
                                "type-small",
                                "below-glyph"));
        List<String> usable = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        List<Node> troubles = new ArrayList<>();
        for (String member : model.nodes()) {
            Optional<Device> seen = model.seenFrom(member, one);
            if (seen.isEmpty()) {
                silent.add(member);
            } else if (!seen.get().trouble().isEmpty()) {
                troubles.add(
                        usage(
                                CheckGlyph.Result.WARNING,
                                texts.get("devices.trouble", member, seen.get().trouble()),
                                "warning-text"));
            } else if (seen.get().verbs().isEmpty()) {
                asked.add(member);
            } else {
                usable.add(member);
            }
        }
        usages(row, CheckGlyph.Result.PASS, "devices.usable", usable);
        row.getChildren().addAll(troubles);
        usages(row, CheckGlyph.Result.RUNNING, "devices.asked", asked);
        usages(row, CheckGlyph.Result.WAITS, "devices.silent", silent);
        return row;
    }

    private void usages(VBox row, CheckGlyph.Result result, String key, List<String> members) {
        if (!members.isEmpty()) {
            row.getChildren()
                    .add(usage(result, texts.get(key, FenceWords.row(texts, members)), "muted"));
        }
    }

    private static Node usage(CheckGlyph.Result result, String text, String tone) {
        HBox line = new HBox(new CheckGlyph(result, 14), Labels.prose(text, "type-small", tone));
        line.getStyleClass().add("usage");
        return line;
    }

    private Node fencing(Fencing one, Instant at) {
        Result result = FenceWords.result(one, at);
        HBox head =
                new HBox(
                        new StateGlyph(FenceWords.state(result), 16),
                        Labels.whole(one.node(), "w500"),
                        Labels.label(
                                texts.get("history.result." + result),
                                "type-small",
                                FenceWords.tone(result)),
                        Labels.space(),
                        Labels.whole(texts.figures().minute(one.at()), "mono", "muted"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("line");
        VBox row = new VBox(head);
        row.getStyleClass().add("card-row");
        row.getChildren()
                .add(Labels.prose(about(one, result), "type-small", "muted", "below-glyph"));
        if (!one.evidence().isEmpty()) {
            row.getChildren().add(fold(one));
        }
        if (unfolded.contains(one.number())) {
            one.evidence()
                    .forEach(line -> {
                        Label said = evidence(line);
                        said.getStyleClass().add("below-glyph-mono");
                        row.getChildren().add(said);
                    });
        }
        return row;
    }

    private String about(Fencing one, Result result) {
        if (result == Result.CONFIRMED_BY_HAND) {
            return texts.get("history.by-hand", one.orderedBy());
        }
        String key = one.automatic() ? "history.automatic" : "history.ordered";
        String deed = texts.get("action." + one.action());
        return one.endedAt() == null
                ? texts.get(key, deed, one.executor(), one.orderedBy(), one.reason())
                : texts.get(
                        key + ".took",
                        deed,
                        one.executor(),
                        one.orderedBy(),
                        one.reason(),
                        texts.figures().duration(Duration.between(one.at(), one.endedAt())));
    }

    private Node fold(Fencing one) {
        boolean isOpen = unfolded.contains(one.number());
        Button fold =
                new Button(
                        texts.get(
                                isOpen ? "history.fold" : "history.unfold",
                                (long) one.evidence().size()));
        fold.setId("fences-seen-" + one.number());
        fold.getStyleClass().addAll("flat", "small");
        fold.setGraphic(new Icon(isOpen ? "fth-chevron-down" : "fth-chevron-right", 12));
        fold.setOnAction(event -> {
            if (!unfolded.remove(one.number())) {
                unfolded.add(one.number());
            }
            show();
            Node again = lookup("#fences-seen-" + one.number());
            if (again != null) {
                again.requestFocus();
            }
        });
        HBox line = new HBox(fold);
        line.getStyleClass().add("fold");
        return line;
    }
}
