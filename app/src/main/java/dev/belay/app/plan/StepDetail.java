package dev.belay.app.plan;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.plan.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is said of the chosen step: what it needs, does and verifies, its way back, and what it
/// changes in the text of the design in force.
final class StepDetail extends VBox {
    private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
    private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
    private static final PseudoClass PLACE = PseudoClass.getPseudoClass("place");

    private final Texts texts;
    private final PlanWords words;
    private final PlanModel model;
    private final HBox head = new HBox();
    private final GridPane facts = new GridPane();
    private final Label diffTitle = Labels.label("", "w600");
    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private final ListView<String> diff = new ListView<>(lines);
    private final VBox below;
    private @Nullable Object drawn;

    StepDetail(Texts texts, PlanModel model) {
        this.texts = texts;
        this.words = new PlanWords(texts, model::designs);
        this.model = model;
        setId("plan-detail");
        getStyleClass().add("plan-detail");
        head.getStyleClass().add("detail-head");
        head.setAlignment(Pos.CENTER_LEFT);
        facts.getStyleClass().add("detail-facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints what = new ColumnConstraints();
        what.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(names, what);
        HBox title = new HBox(diffTitle);
        title.setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("detail-diff-head");
        diff.setId("plan-diff");
        diff.getStyleClass().add("plan-diff");
        diff.setCellFactory(view -> new Line());
        VBox.setVgrow(diff, Priority.ALWAYS);
        below = new VBox(title, diff);
        VBox.setVgrow(below, Priority.ALWAYS);
        getChildren().addAll(head, facts, below);
    }

    private static final class Line extends ListCell<String> {
        Line() {
            getStyleClass().add("mono");
        }

        @Override
        protected void updateItem(@Nullable String line, boolean empty) {
            super.updateItem(line, empty);
            String text = line == null || empty ? "" : line;
            setText(text);
            pseudoClassStateChanged(ADDED, text.startsWith("+"));
            pseudoClassStateChanged(REMOVED, text.startsWith("-"));
            pseudoClassStateChanged(PLACE, text.startsWith("@@"));
        }
    }

    void show() {
        Optional<PlanRow> chosen = model.chosen();
        setVisible(chosen.isPresent());
        chosen.ifPresent(row -> {
            boolean isApplied = model.operation().isPresent();
            Object now = List.of(row, isApplied, texts.language());
            if (!now.equals(drawn)) {
                drawn = now;
                draw(row, isApplied);
            }
        });
    }

    private void draw(PlanRow row, boolean isApplied) {
        List<Node> top = new ArrayList<>();
        if (isApplied) {
            top.add(new CheckGlyph(PlanCell.result(row.state()), 16));
        } else {
            top.add(PlanCell.sign(row.sign()));
        }
        Label title =
                Labels.prose(
                        texts.get("detail.title", row.number(), words.title(row)), "type-section");
        HBox.setHgrow(title, Priority.ALWAYS);
        top.add(title);
        head.getChildren().setAll(top);
        facts.getChildren().clear();
        row.planned().ifPresent(step -> planned(row, step));
        if (isApplied) {
            fact("detail.state", List.of(texts.get("row.is." + row.state())), "");
        }
        if (row.planned().isEmpty()) {
            fact("detail.plan", List.of(texts.get("detail.elsewhere")), "muted");
        }
        below.setVisible(row.planned().isPresent());
        diffTitle.setText(texts.get("detail.diff"));
        diff.setAccessibleText(texts.get("detail.diff"));
        lines.setAll(row.planned().map(step -> step.diff().lines().toList()).orElse(List.of()));
    }

    private void planned(PlanRow row, PlannedStep step) {
        fact("detail.needs", words.gates(step), "");
        List<String> effects = words.effects(step);
        fact("detail.does", effects.isEmpty() ? List.of(texts.get("detail.nothing")) : effects, "");
        fact("detail.verifies", words.checks(step), "");
        fact("detail.limit", List.of(PlanWords.time(step.limit())), "");
        fact("detail.undo", List.of(texts.get("detail.back", row.number())), "");
    }

    private void fact(String name, List<String> sentences, String style) {
        int line = facts.getRowCount();
        Label label = Labels.whole(texts.get(name), "muted");
        GridPane.setValignment(label, VPos.TOP);
        VBox said = new VBox();
        said.getStyleClass().add("detail-said");
        for (String sentence : sentences) {
            Label one = Labels.prose(sentence);
            if (!style.isEmpty()) {
                one.getStyleClass().add(style);
            }
            said.getChildren().add(one);
        }
        facts.add(label, 0, line);
        facts.add(said, 1, line);
    }
}
