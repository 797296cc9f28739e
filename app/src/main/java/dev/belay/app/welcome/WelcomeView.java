package dev.belay.app.welcome;

import dev.belay.app.lab.LabModel;
import dev.belay.app.ui.AppearanceRows;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Mark;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.util.List;
import java.util.Objects;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// First run: try the lab, connect, and what was open before.
public final class WelcomeView implements Screen {
    private static final List<String> EXAMPLES =
            List.of(
                    "ec2-route-table",
                    "dns-name-proxy",
                    "gateway-cluster",
                    "stations",
                    "remote-nodes");

    private final Ui ui;
    private final Texts texts;
    private final HBox root = new HBox();

    public WelcomeView(Ui ui, LabModel lab, ObservableList<RecentPlace> recent, WelcomeDoer doer) {
        this.ui = ui;
        this.texts = ui.texts(WelcomeView.class);
        root.getStyleClass().add("welcome");
        root.getStylesheets()
                .add(
                        Objects.requireNonNull(WelcomeView.class.getResource("welcome.css"))
                                .toExternalForm());
        VBox main = new VBox(head(), cards(lab, doer), examples(doer), guide(doer));
        main.getStyleClass().add("main");
        ScrollPane scroll = new ScrollPane(main);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        root.getChildren().addAll(scroll, side(recent, doer));
    }

    @Override
    public Parent root() {
        return root;
    }

    private Node head() {
        VBox words =
                new VBox(
                        label("welcome.headline", "type-title"),
                        label("welcome.claim", "claim", "muted"));
        words.setAlignment(Pos.CENTER_LEFT);
        HBox head = new HBox(new Mark(60), words);
        head.getStyleClass().add("head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Node cards(LabModel lab, WelcomeDoer doer) {
        GridPane row = evenly(3);
        row.getStyleClass().add("cards");
        Button connect = new Button();
        connect.setId("welcome-connect");
        connect.getStyleClass().add("large");
        connect.textProperty().bind(texts.text("welcome.connect.do"));
        connect.setOnAction(event -> doer.connect());
        Button draw = new Button();
        draw.setId("welcome-draw");
        draw.getStyleClass().add("large");
        draw.textProperty().bind(texts.text("welcome.draw.do"));
        draw.setOnAction(event -> doer.newDesign());
        row.addRow(
                0,
                card("fth-play", "lab", "Ctrl L", true, new LabStart(ui, texts, lab)),
                card("fth-link", "connect", "Ctrl O", false, connect),
                card("fth-edit-2", "draw", "Ctrl N", false, draw));
        return row;
    }

    private VBox card(String icon, String key, String keys, boolean first, Node action) {
        Icon glyph = new Icon(icon, 20);
        Label title = label("welcome." + key + ".title", "type-section");
        title.setWrapText(true);
        Label keyLabel = new Label(keys);
        keyLabel.getStyleClass().add("key");
        keyLabel.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(glyph, title, space, keyLabel);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("card-head");
        Label why = label("welcome." + key + ".why", "muted");
        why.setWrapText(true);
        why.setAlignment(Pos.TOP_LEFT);
        why.getStyleClass().add("why");
        VBox.setVgrow(why, Priority.ALWAYS);
        why.setMaxHeight(Double.MAX_VALUE);
        VBox card = new VBox(head, why, action);
        card.getStyleClass().add("big-card");
        if (first) {
            glyph.getStyleClass().add("accent");
            card.getStyleClass().add("first");
        }
        return card;
    }

    private Node examples(WelcomeDoer doer) {
        GridPane row = evenly(EXAMPLES.size());
        row.getStyleClass().add("templates");
        for (String example : EXAMPLES) {
            Label means = label("welcome.example." + example + ".means", "type-tiny", "muted");
            means.setWrapText(true);
            Label name = label("welcome.example." + example, "w500");
            name.setWrapText(true);
            VBox words = new VBox(name, means);
            words.getStyleClass().add("words");
            row.addRow(0, new ExampleCard(example, name, words, doer));
        }
        VBox box = new VBox(label("welcome.examples", "type-section"), row);
        box.getStyleClass().add("template-box");
        return box;
    }

    private Node guide(WelcomeDoer doer) {
        Label bold = label("welcome.guide.title", "w500");
        bold.setMinWidth(Region.USE_PREF_SIZE);
        Label rest = label("welcome.guide.text", "muted");
        rest.setWrapText(true);
        HBox.setHgrow(rest, Priority.ALWAYS);
        rest.setMaxWidth(Double.MAX_VALUE);
        Button open = new Button();
        open.setId("welcome-guide");
        open.setGraphic(new Icon("fth-book-open", 14));
        open.textProperty().bind(texts.text("welcome.guide.do"));
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(event -> doer.showHelp());
        HBox strip = new HBox(new Icon("fth-zap", 18), bold, rest, open);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().add("guide");
        return strip;
    }

    private Node side(ObservableList<RecentPlace> recent, WelcomeDoer doer) {
        VBox learn = new VBox();
        for (String one : List.of("failover", "words", "keys")) {
            Button link = new Button();
            link.setId("welcome-learn-" + one);
            link.getStyleClass().addAll("flat", "row-button");
            link.setGraphic(
                    new Icon(
                            switch (one) {
                                case "failover" -> "fth-book-open";
                                case "words" -> "fth-help-circle";
                                default -> "fth-command";
                            },
                            15));
            link.textProperty().bind(texts.text("welcome.learn." + one));
            link.setMaxWidth(Double.MAX_VALUE);
            link.setOnAction(event -> doer.showHelp());
            learn.getChildren().add(link);
        }
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        VBox side =
                new VBox(
                        section(
                                "welcome.recent",
                                new RecentList(ui, texts, recent),
                                openFile(doer)),
                        section("welcome.window", new AppearanceRows(ui, "welcome")),
                        section("welcome.learn", learn),
                        space,
                        keys());
        side.getStyleClass().add("side");
        return side;
    }

    private Node keys() {
        Label palette = new Label("Ctrl K");
        palette.getStyleClass().add("key");
        Label help = new Label("F1");
        help.getStyleClass().add("key");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row =
                new HBox(
                        palette,
                        label("welcome.keys.palette", "type-small", "muted"),
                        space,
                        help,
                        label("welcome.keys.help", "type-small", "muted"));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("keys");
        return row;
    }

    private Button openFile(WelcomeDoer doer) {
        Button open = new Button();
        open.setId("welcome-open-file");
        open.getStyleClass().addAll("link", "type-small");
        open.textProperty().bind(texts.text("welcome.open-file"));
        open.setOnAction(event -> doer.openFile());
        return open;
    }

    private VBox section(String key, Node content, Node... actions) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(label(key, "type-section"), space);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getChildren().addAll(actions);
        VBox box = new VBox(head, content);
        box.getStyleClass().add("section");
        return box;
    }

    private Label label(String key, String... styles) {
        Label label = new Label();
        label.textProperty().bind(texts.text(key));
        label.getStyleClass().addAll(styles);
        return label;
    }

    private static GridPane evenly(int columns) {
        GridPane grid = new GridPane();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            column.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }
}
