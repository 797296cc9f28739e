package dev.belay.app.bundles;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.bundle.BundleContents;
import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.bundle.BundleManifest.BundleEntry;
import dev.belay.model.bundle.LeftOut;
import dev.belay.model.check.KindNames;
import dev.belay.model.design.Design;
import dev.belay.model.thing.ThingKind;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What is in a bundle that holds: its design in figures, its files, what is left out, and the
/// runbook.
final class ContentsPane extends HBox {
    private static final int HASH_SHOWN = 12;

    private final Texts texts;
    private final VBox facts = new VBox();
    private final RunbookPane runbook;
    private final Label runbookTitle = Labels.label("", "type-section", "pane-head");

    ContentsPane(Texts texts) {
        this.texts = texts;
        getStyleClass().add("bundle-contents");
        facts.getStyleClass().add("bundle-facts");
        ScrollPane left = new ScrollPane(facts);
        left.setId("bundle-facts");
        left.setFitToWidth(true);
        left.getStyleClass().add("bundle-left");
        runbook = new RunbookPane(texts);
        VBox.setVgrow(runbook, Priority.ALWAYS);
        VBox right = new VBox(runbookTitle, runbook);
        right.getStyleClass().add("bundle-right");
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(left, right);
    }

    void show(BundleContents contents) {
        BundleManifest manifest = contents.bundle().manifest();
        facts.getChildren()
                .setAll(
                        section("contents.design", design(contents.bundle().design())),
                        section("contents.left-out", leftOut(manifest.leftOut())),
                        section("contents.files", files(manifest.entries())),
                        section("contents.after", after(manifest)));
        runbookTitle.setText(texts.get("contents.runbook"));
        runbook.setAccessibleText(texts.get("contents.runbook"));
        runbook.setAccessibleText(texts.get("contents.runbook"));
        runbook.show(
                contents.runbook(texts.language().code())
                        .orElseGet(() -> texts.get("contents.no-runbook")));
    }

    private VBox section(String key, Node content) {
        VBox section = new VBox(Labels.label(texts.get(key), "type-section"), content);
        section.getStyleClass().add("bundle-section");
        return section;
    }

    private GridPane design(Design design) {
        GridPane grid = grid();
        row(grid, texts.get("contents.cluster"), design.cluster().name());
        for (ThingKind kind : ThingKind.values()) {
            int count = design.things().of(kind).size();
            if (count > 0) {
                row(grid, KindNames.of(kind, texts.language().locale()), Integer.toString(count));
            }
        }
        row(grid, texts.get("contents.links"), Integer.toString(design.links().size()));
        row(grid, texts.get("contents.sets"), Integer.toString(design.configSets().size()));
        return grid;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("bundle-grid");
        return grid;
    }

    private static void row(GridPane grid, String name, String value) {
        Label figure = Labels.label(value, "w500");
        GridPane.setHgrow(figure, Priority.ALWAYS);
        grid.addRow(grid.getRowCount(), Labels.whole(name, "muted"), figure);
    }

    private VBox leftOut(List<LeftOut> leftOut) {
        VBox all = new VBox();
        all.getStyleClass().add("bundle-lines");
        if (leftOut.isEmpty()) {
            all.getChildren().add(Labels.prose(texts.get("contents.left-out.none"), "muted"));
        }
        for (LeftOut one : leftOut) {
            HBox line =
                    new HBox(
                            new Icon("fth-minus", 14),
                            Labels.prose(one.sentence(texts.language().locale())));
            line.setAlignment(Pos.TOP_LEFT);
            line.getStyleClass().add("bundle-line");
            all.getChildren().add(line);
        }
        return all;
    }

    private GridPane files(List<BundleEntry> entries) {
        GridPane grid = grid();
        for (BundleEntry entry : entries) {
            Label path = Labels.label(entry.path(), "mono");
            path.setMinWidth(0);
            GridPane.setHgrow(path, Priority.ALWAYS);
            Label size = Labels.whole(texts.figures().bytes(entry.size()), "mono", "muted");
            GridPane.setHalignment(size, HPos.RIGHT);
            String whole = entry.sha256().toString();
            Label hash = Labels.whole(whole.substring(0, HASH_SHOWN) + "…", "mono", "subtle");
            hash.setTooltip(new Tooltip("SHA-256 " + whole));
            grid.addRow(grid.getRowCount(), path, size, hash);
        }
        return grid;
    }

    private Label after(BundleManifest manifest) {
        return Labels.prose(texts.get("contents.after.count", manifest.after().size()), "muted");
    }
}
