package dev.belay.app.health;

import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Who thinks what: a row an observer, a column a fact, and below it what that comes to.
final class OpinionTable extends VBox {

    private final Ui ui;
    private final Texts texts;
    private final HealthModel model;
    private final Chip differing = new Chip("", Chip.Tone.WARNING);
    private final GridPane grid = new GridPane();
    private final List<OpinionRow> rows = new ArrayList<>();
    private final Text what = new Text();
    private final Text why = new Text();
    private final Hyperlink ask = new Hyperlink();
    private List<Member> members = List.of();

    OpinionTable(Ui ui, Texts texts, HealthModel model) {
        this.ui = ui;
        this.texts = texts;
        this.model = model;
        setId("health-opinions");
        getStyleClass().addAll("card", "opinions");
        Label title = new Label();
        title.getStyleClass().addAll("type-section", "w600");
        title.textProperty().bind(texts.text("opinions.title"));
        differing.setId("health-differing");
        differing.managedProperty().bind(differing.visibleProperty());
        HBox head = new HBox(title, differing);
        head.getStyleClass().add("panel-head");
        head.setAlignment(Pos.CENTER_LEFT);
        grid.getStyleClass().add("opinion-grid");
        ScrollPane sideways = new ScrollPane(grid);
        sideways.setFitToWidth(true);
        sideways.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        // Only a bar that is always there counts in the height of the pane.
        sideways.widthProperty()
                .subscribe(width ->
                        sideways.setHbarPolicy(
                                grid.minWidth(-1) > width.doubleValue() + 1
                                        ? ScrollPane.ScrollBarPolicy.ALWAYS
                                        : ScrollPane.ScrollBarPolicy.NEVER));
        sideways.getStyleClass().add("opinion-scroll");
        what.getStyleClass().add("reading-what");
        why.getStyleClass().add("reading-why");
        ask.setId("health-ask-again");
        ask.getStyleClass().add("w500");
        ask.managedProperty().bind(ask.visibleProperty());
        TextFlow reading = new TextFlow(what, why, ask);
        reading.setId("health-reading");
        reading.getStyleClass().add("reading");
        getChildren().addAll(head, sideways, reading);
    }

    void draw() {
        OpinionMatrix matrix = model.opinionsProperty().get();
        if (!matrix.members().equals(members)) {
            members = matrix.members();
            rebuild();
        }
        Map<String, String> names = new HashMap<>();
        members.forEach(member -> names.put(member.id(), member.name()));
        for (int index = 0; index < rows.size(); index++) {
            rows.get(index).show(matrix.rows().get(index), names);
        }
        int count = matrix.differing();
        differing.setVisible(count > 0);
        differing.setText(texts.get(count == 1 ? "opinions.differs" : "opinions.differ", count));
        ReadingWords words = ReadingWords.of(matrix.reading(), names, texts, ui);
        what.setText(words.what());
        why.setText(words.why());
        String node = matrix.reading().askAgain();
        ask.setVisible(node != null);
        if (node != null) {
            ask.setText(texts.get("opinions.ask", names.getOrDefault(node, node)));
            ask.setOnAction(event -> {
                ask.setVisited(false);
                model.askAgain(node);
            });
        }
    }

    /// The language has changed.
    void redraw() {
        rebuild();
        draw();
    }

    private void rebuild() {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        rows.clear();
        if (members.isEmpty()) {
            return;
        }
        List<String> heads = new ArrayList<>();
        heads.add(texts.get("opinions.observer"));
        heads.add(texts.get("opinions.coordinator"));
        heads.add(texts.get("opinions.term"));
        heads.add(texts.get("opinions.role"));
        members.forEach(member -> heads.add(texts.get("opinions.sees", member.name())));
        heads.add(texts.get("opinions.clock"));
        heads.add(texts.get("opinions.said"));
        for (int column = 0; column < heads.size(); column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setHgrow(column == 0 ? Priority.NEVER : Priority.ALWAYS);
            width.setMinWidth(ui.px(column == 2 ? 64 : column == 3 ? 108 : column == 1 ? 92 : 84));
            width.setPrefWidth(ui.px(column == 0 ? 100 : column == 3 ? 108 : 90));
            width.setMaxWidth(Double.MAX_VALUE);
            grid.getColumnConstraints().add(width);
            Label head = new Label(heads.get(column));
            head.getStyleClass().addAll("type-small", "w600", "muted", "opinion-head");
            head.setMaxWidth(Double.MAX_VALUE);
            grid.add(head, column, 0);
        }
        for (int row = 0; row < members.size(); row++) {
            OpinionRow cells = new OpinionRow(ui, texts, members);
            List<Region> nodes = cells.cells();
            for (int column = 0; column < nodes.size(); column++) {
                grid.add(nodes.get(column), column, row + 1);
            }
            rows.add(cells);
        }
    }
}
