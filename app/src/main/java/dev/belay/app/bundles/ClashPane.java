package dev.belay.app.bundles;

import dev.belay.app.bundles.MergeModel.Clash;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.GraphicCell;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Choices.Spot;
import dev.belay.model.diff.Preference;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What does not go together, one a row, and the chosen one below with both sides.
final class ClashPane extends StackPane {
    private final Texts texts;
    private final BundleWords words;
    private final MergeModel merge;
    private final Label title = Labels.label("", "type-section");
    private final ObservableList<Clash> rows = FXCollections.observableArrayList();
    private final ListView<Clash> list = new ListView<>(rows);
    private final Button allMine;
    private final Button allTheirs;
    private final ClashDetail detail;
    private final VBox body;
    private List<Design> designs = List.of();
    private Optional<Spot> chosen = Optional.empty();
    private boolean isArranging;

    ClashPane(Texts texts, MergeModel merge) {
        this.texts = texts;
        this.words = new BundleWords(texts);
        this.merge = merge;
        this.detail = new ClashDetail(texts, merge::choose);
        getStyleClass().add("clash-pane");
        allMine = all("merge-all-mine", "merge.all-mine", Preference.OURS);
        allTheirs = all("merge-all-theirs", "merge.all-theirs", Preference.THEIRS);
        title.setMinWidth(0);
        HBox head = new HBox(title, Labels.space(), allMine, allTheirs);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("change-chips");
        list.setId("merge-clashes");
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe((before, now) -> {
                    if (now != null && !isArranging) {
                        chosen = Optional.of(now.spot());
                        detail.show(now, designs);
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        body = new VBox(head, list, detail);
    }

    private Button all(String id, String key, Preference preference) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().add("small");
        button.textProperty().bind(texts.text(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> {
            // What it does not settle is shown next.
            chosen = Optional.empty();
            merge.chooseAll(preference);
        });
        return button;
    }

    void show(List<Clash> clashes, List<Design> known) {
        designs = known;
        if (clashes.isEmpty()) {
            getChildren()
                    .setAll(
                            EmptyState.empty(
                                    "fth-check",
                                    texts.text("merge.no-clash"),
                                    texts.text("merge.no-clash.why")));
            return;
        }
        long open = clashes.stream().filter(Clash::isOpen).count();
        title.setText(texts.get("merge.clashes", clashes.size(), open));
        list.setAccessibleText(title.getText());
        isArranging = true;
        if (rows.size() != clashes.size()) {
            rows.setAll(clashes);
        } else {
            for (int i = 0; i < clashes.size(); i++) {
                rows.set(i, clashes.get(i));
            }
        }
        Clash shown =
                clashes.stream()
                        .filter(one -> chosen.equals(Optional.of(one.spot())))
                        .findFirst()
                        .or(() -> clashes.stream().filter(Clash::isOpen).findFirst())
                        .orElse(clashes.getFirst());
        list.getSelectionModel().select(shown);
        isArranging = false;
        chosen = Optional.of(shown.spot());
        detail.show(shown, designs);
        if (!getChildren().contains(body)) {
            getChildren().setAll(body);
        }
    }

    private final class Cell extends GraphicCell<Clash> {
        @Override
        protected Node drawn(Clash clash) {
            Node glyph =
                    new CheckGlyph(
                            clash.isOpen() ? CheckGlyph.Result.WARNING : CheckGlyph.Result.PASS,
                            14);
            Label about = Labels.label(words.about(clash.conflict(), designs));
            about.setMinWidth(0);
            String chosen = texts.get("merge.choice." + clash.choice());
            String said =
                    !clash.isStuck()
                            ? chosen
                            : clash.choice() == Preference.NONE
                                    ? texts.get("merge.choice.none-helps")
                                    : texts.get("merge.choice.no-help", chosen);
            Label choice =
                    Labels.whole(said, "type-small", clash.isOpen() ? "warning-text" : "muted");
            HBox row = new HBox(glyph, about, Labels.space(), choice);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("clash-row");
            setAccessibleText(about.getText() + ": " + said);
            return row;
        }
    }
}
