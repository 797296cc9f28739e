package dev.belay.app.path;

import dev.belay.app.answers.AnswerIntake;
import dev.belay.app.design.CloudAnswers.Given;
import dev.belay.app.design.CloudAnswers.Known;
import dev.belay.app.design.CloudAnswers.Use;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// All hops of the path that is looked at, there and back, and where answers of AWS come in. Takes
/// no room while the path is switched off.
public final class PathPanel extends VBox {

    private final PathModel model;
    private final PathWords words;
    private final Texts texts;
    private final AnswerIntake intake;
    private final PathPorts ports;
    private final Consumer<ThingId> select;
    private final VBox rows = new VBox();
    private final ScrollPane scroll = new ScrollPane(rows);
    private final ComboBox<VirtualIp> which = new ComboBox<>();
    private final Button forget;
    private String notice = "";
    private int opened;
    private List<Object> shown = List.of();

    /// @param select a thing of the drawing
    public PathPanel(
            Ui ui, PathModel model, PathWords words, PathPorts ports, Consumer<ThingId> select) {
        this.model = model;
        this.words = words;
        this.texts = words.texts();
        this.ports = ports;
        this.intake =
                new AnswerIntake(
                        words.texts(),
                        new AnswerIntake.Into(
                                () ->
                                        model.answers().now().given().stream()
                                                .map(Given::name)
                                                .toList(),
                                model.answers()::add),
                        new AnswerIntake.Threads(
                                ports.background(), ports.ui(), ports.clock()::instant));
        this.select = select;
        setId("path-panel");
        getStyleClass().add("path-panel");
        setPrefWidth(0);
        setMinWidth(0);
        rows.getStyleClass().add("path-rows");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setId("path-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        forget = button("path-forget", "fth-trash-2", "panel.forget", model.answers()::clear);
        forget.getStyleClass().addAll("flat", "icon-only");
        getChildren().addAll(head(), scroll, foot());
        model.changesProperty().subscribe(change -> show());
        ui.languageProperty().subscribe(language -> show());
    }

    /// The sheet of everything that the path draws.
    public static String sheet() {
        return Objects.requireNonNull(PathPanel.class.getResource("path.css")).toExternalForm();
    }

    private Node head() {
        Label title = Labels.label("", "type-small", "w600");
        title.textProperty().bind(texts.text("panel.title"));
        title.setGraphic(new Icon("fth-navigation", 14));
        title.setMinWidth(USE_PREF_SIZE);
        which.setId("path-vip");
        which.accessibleTextProperty().bind(texts.text("panel.vip"));
        which.getStyleClass().add("mono");
        which.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(VirtualIp vip) {
                        return vip == null ? "" : words.name(vip);
                    }

                    @Override
                    public VirtualIp fromString(String text) {
                        return which.getValue();
                    }
                });
        which.setMinWidth(0);
        which.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(which, Priority.ALWAYS);
        which.valueProperty()
                .subscribe((before, now) -> {
                    if (now != null) {
                        model.choose(now.id());
                    }
                });
        Button close =
                button(
                        "path-close",
                        "fth-x",
                        "panel.close",
                        () -> {
                            model.onProperty().set(false);
                        });
        close.getStyleClass().addAll("flat", "icon-only");
        HBox head = new HBox(title, which, close);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("path-head");
        return head;
    }

    private Node foot() {
        Button paste = new Button();
        paste.setId("path-paste");
        paste.textProperty().bind(texts.text("panel.paste"));
        paste.setGraphic(new Icon("fth-clipboard", 13));
        paste.setTooltip(tip("panel.paste.hint"));
        paste.setOnAction(event -> paste());
        Button folder = new Button();
        folder.setId("path-folder");
        folder.textProperty().bind(texts.text("panel.folder"));
        folder.setGraphic(new Icon("fth-folder", 13));
        folder.setTooltip(tip("panel.folder.hint"));
        folder.setOnAction(event ->
                ports.folder().get().ifPresent(one -> intake.read(List.of(one), this::say)));
        FlowPane foot = new FlowPane(paste, folder);
        foot.getStyleClass().add("path-foot");
        foot.setMinHeight(USE_PREF_SIZE);
        return foot;
    }

    private void paste() {
        Optional<String> text = ports.clipboard().get().filter(one -> !one.isBlank());
        say(text.isPresent() ? "" : words.texts().get("paste.empty"));
        text.ifPresent(intake::take);
    }

    private void say(String sentence) {
        notice = sentence;
        shown = List.of();
        show();
    }

    /// Opens a hop, and selects what it is about.
    public void choose(PathHop hop) {
        opened = hop.number();
        show();
        PathStops.subject(hop).ifPresent(select);
    }

    private void show() {
        boolean isOn = model.onProperty().get();
        setVisible(isOn);
        setManaged(isOn);
        if (!isOn) {
            shown = List.of();
            opened = 0;
            return;
        }
        Known known = model.answers().knownProperty().get();
        List<VirtualIp> all = model.virtualIps();
        if (!which.getItems().equals(all)) {
            which.getItems().setAll(all);
        }
        which.setValue(model.chosen().orElse(null));
        which.setDisable(all.size() < 2);
        forget.setVisible(!known.given().isEmpty());
        forget.setManaged(!known.given().isEmpty());
        List<Object> wanted =
                List.of(
                        texts.language(),
                        model.path(),
                        model.gaps(),
                        known.given(),
                        known.reading(),
                        opened,
                        notice);
        if (!wanted.equals(shown)) {
            shown = wanted;
            rows.getChildren().setAll(model.path().map(path -> all(path, known)).orElse(List.of()));
        }
    }

    private List<Node> all(PacketPath path, Known known) {
        List<Node> all = new ArrayList<>();
        Label summary = Labels.prose(words.summary(path), "type-body", "w500");
        summary.setId("path-summary");
        summary.setGraphic(new CheckGlyph(PathWords.glyph(path), 16));
        Label from =
                Labels.prose(
                        known.reading()
                                ? texts.get("panel.reading")
                                : path.isAnswered()
                                        ? texts.get("panel.answered", taken(known))
                                        : texts.get("panel.drawn"),
                        "type-small",
                        "muted");
        from.setId("path-from");
        HBox.setHgrow(from, Priority.ALWAYS);
        from.setMaxWidth(Double.MAX_VALUE);
        HBox below = new HBox(from, forget);
        below.setAlignment(Pos.CENTER_LEFT);
        VBox top = new VBox(summary, below);
        top.getStyleClass().add("path-summary");
        List<String> asks = model.asks();
        if (!asks.isEmpty()) {
            top.getChildren().add(asks(asks));
        }
        all.add(top);
        known.faults().forEach(fault -> all.add(trouble(words.sentence(fault), true)));
        known.given().stream()
                .filter(one -> one.use() == Use.OUTDATED)
                .map(Given::name)
                .forEach(name -> all.add(trouble(texts.get("outdated", name), false)));
        if (!notice.isEmpty()) {
            all.add(trouble(notice, true));
        }
        List<Drawn.Gap> gaps = model.gaps();
        if (!known.isEmpty() && !path.isAnswered() && !gaps.isEmpty()) {
            all.add(trouble(texts.get("gaps") + "\n" + words.sentences(gaps), false));
        }
        addHops(all, path, false);
        addHops(all, path, true);
        return all;
    }

    private Node asks(List<String> asks) {
        Button copy = new Button(texts.get("panel.asks", asks.size()));
        copy.setId("path-asks");
        copy.getStyleClass().add("path-asks");
        copy.setGraphic(new Icon("fth-terminal", 13));
        copy.setTooltip(new Tooltip(String.join("\n", asks)));
        copy.setOnAction(event -> {
            HopRow.copy(String.join("\n", asks));
            copy.setText(texts.get("copied"));
        });
        return copy;
    }

    private static long taken(Known known) {
        return known.given().stream().filter(one -> one.use() == Use.TAKEN).count();
    }

    private static Node trouble(String sentence, boolean isError) {
        Label label = Labels.prose(sentence, "type-small", "path-trouble");
        label.setGraphic(
                new CheckGlyph(isError ? CheckGlyph.Result.ERROR : CheckGlyph.Result.WARNING, 14));
        return label;
    }

    private void addHops(List<Node> all, PacketPath path, boolean isBack) {
        List<PathHop> hops = path.hops().stream().filter(hop -> hop.isBack() == isBack).toList();
        if (!hops.isEmpty()) {
            all.add(
                    Labels.label(
                            words.group(hops.getFirst()),
                            "type-small",
                            "w600",
                            "muted",
                            "path-group"));
            hops.forEach(hop ->
                    all.add(
                            new HopRow(
                                    words,
                                    hop,
                                    hop.isBroken() || hop.number() == opened,
                                    model.command(hop),
                                    () -> choose(hop))));
        }
    }

    private Button button(String id, String icon, String key, Runnable action) {
        Button button = new Button();
        button.setId(id);
        button.setGraphic(new Icon(icon, 14));
        button.accessibleTextProperty().bind(texts.text(key));
        button.setTooltip(tip(key));
        button.setOnAction(event -> action.run());
        return button;
    }

    private Tooltip tip(String key) {
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(texts.text(key));
        return tip;
    }
}
