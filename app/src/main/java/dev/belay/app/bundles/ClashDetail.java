package dev.belay.app.bundles;

import dev.belay.app.bundles.MergeModel.Clash;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Choices.Spot;
import dev.belay.model.diff.Preference;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One conflict: what it was, and what each side made of it, to choose from.
final class ClashDetail extends VBox {
    private static final PseudoClass STUCK = PseudoClass.getPseudoClass("stuck");

    private final Texts texts;
    private final BundleWords words;
    private final BiConsumer<Spot, Preference> choose;
    private final Label about = Labels.prose("", "w600");
    private final Label why = Labels.prose("", "clash-why");
    private final Label base = Labels.prose("", "mono");
    private final Label mine = Labels.prose("", "mono");
    private final Label theirs = Labels.prose("", "mono");
    private final RadioButton keepMine;
    private final RadioButton takeTheirs;
    private final ToggleGroup group = new ToggleGroup();
    private Optional<Spot> spot = Optional.empty();
    private boolean isShowing;

    ClashDetail(Texts texts, BiConsumer<Spot, Preference> choose) {
        this.texts = texts;
        this.words = new BundleWords(texts);
        this.choose = choose;
        getStyleClass().add("clash-detail");
        keepMine = radio("clash-mine", "merge.keep-mine", Preference.OURS);
        takeTheirs = radio("clash-theirs", "merge.take-theirs", Preference.THEIRS);
        Label was = new Label();
        was.textProperty().bind(texts.text("merge.was"));
        was.getStyleClass().add("muted");
        was.setMinWidth(Region.USE_PREF_SIZE);
        GridPane grid = new GridPane();
        grid.getStyleClass().add("bundle-grid");
        row(grid, was, base);
        row(grid, keepMine, mine);
        row(grid, takeTheirs, theirs);
        getChildren().addAll(about, why, grid);
    }

    private static void row(GridPane grid, Region title, Label value) {
        GridPane.setHgrow(value, Priority.ALWAYS);
        GridPane.setValignment(title, VPos.TOP);
        grid.addRow(grid.getRowCount(), title, value);
    }

    private RadioButton radio(String id, String key, Preference preference) {
        RadioButton radio = new RadioButton();
        radio.setId(id);
        radio.textProperty().bind(texts.text(key));
        radio.setToggleGroup(group);
        radio.setMinWidth(Region.USE_PREF_SIZE);
        radio.selectedProperty()
                .subscribe((before, now) -> {
                    if (now && !isShowing) {
                        spot.ifPresent(one -> choose.accept(one, preference));
                    }
                });
        return radio;
    }

    void show(Clash clash, List<Design> designs) {
        isShowing = true;
        spot = Optional.of(clash.spot());
        about.setText(words.about(clash.conflict(), designs));
        why.setText(
                clash.left()
                        .filter(one -> clash.isStuck())
                        .map(one -> words.sentence(one) + " " + words.advice(one))
                        .orElseGet(() -> texts.get("merge.why." + clash.conflict().code().code())));
        why.pseudoClassStateChanged(STUCK, clash.isStuck());
        base.setText(words.value(clash.conflict().base()));
        mine.setText(words.value(clash.conflict().ours()));
        theirs.setText(words.value(clash.conflict().theirs()));
        keepMine.setDisable(!clash.isChoice());
        takeTheirs.setDisable(!clash.isChoice());
        keepMine.setAccessibleHelp(mine.getText());
        takeTheirs.setAccessibleHelp(theirs.getText());
        group.selectToggle(
                switch (clash.choice()) {
                    case NONE -> null;
                    case OURS -> keepMine;
                    case THEIRS -> takeTheirs;
                });
        isShowing = false;
    }
}
