package dev.belay.app.bundles;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.StyleWords;
import dev.belay.app.ui.Texts;
import dev.belay.model.bundle.Voucher;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Which bundle it is, who vouches for it, and what can be looked at of it.
final class BundleHead extends VBox {
    private final Texts texts;
    private final BundleWords words;
    private final Label title = Labels.label("", "type-page");
    private final Label file = Labels.label("", "mono", "muted");
    private final Chip chip = new Chip("", Chip.Tone.NEUTRAL);
    private final Button open;
    private final Button asDrawing;
    private final Button trust;
    private final Label said = Labels.prose("");
    private final HBox standing = new HBox();
    private final Label failed = Labels.prose("", "bad-text");
    private final ObjectProperty<BundlesModel.Face> face =
            new SimpleObjectProperty<>(this, "face", BundlesModel.Face.CONTENTS);
    private final HBox faces;
    private boolean isShowing;

    /// What the buttons do.
    interface Doer {
        void back();

        void choose();

        void asDrawing();

        void trust();

        void show(BundlesModel.Face face);
    }

    BundleHead(Texts texts, Doer doer) {
        this.texts = texts;
        this.words = new BundleWords(texts);
        getStyleClass().add("bundle-head");
        Button back = button("bundle-back", "fth-arrow-left", doer::back);
        back.getStyleClass().addAll("flat", "icon-only");
        back.accessibleTextProperty().bind(texts.text("back"));
        Tooltip backTo = new Tooltip();
        backTo.textProperty().bind(texts.text("back"));
        back.setTooltip(backTo);
        open = button("bundle-open", "fth-file", doer::choose);
        open.textProperty().bind(texts.text("open"));
        asDrawing = button("bundle-as-drawing", "fth-edit-2", doer::asDrawing);
        asDrawing.textProperty().bind(texts.text("as-drawing"));
        trust = button("bundle-trust", "fth-key", doer::trust);
        trust.textProperty().bind(texts.text("trust"));
        title.setMinWidth(0);
        file.setMinWidth(0);
        chip.managedProperty().bind(chip.visibleProperty());
        HBox first = new HBox(back, title, chip, file, Labels.space(), open, asDrawing);
        first.setAlignment(Pos.CENTER_LEFT);
        first.getStyleClass().add("head-line");
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        standing.setId("bundle-standing");
        standing.managedProperty().bind(standing.visibleProperty());
        failed.setId("bundle-trust-failed");
        failed.getStyleClass().add("merge-trouble");
        failed.managedProperty().bind(failed.visibleProperty());
        Segmented<BundlesModel.Face> segments = new Segmented<>("bundle-face", face);
        for (BundlesModel.Face one : BundlesModel.Face.values()) {
            segments.add(one, "bundle-face-" + StyleWords.of(one), texts.text("face." + one));
        }
        face.subscribe((before, now) -> {
            if (!isShowing) {
                doer.show(now);
            }
        });
        faces = new HBox(segments);
        faces.setAlignment(Pos.CENTER_LEFT);
        faces.getStyleClass().add("bundle-faces");
        faces.managedProperty().bind(faces.visibleProperty());
        getChildren().addAll(first, standing, failed, faces);
    }

    private static Button button(String id, String icon, Runnable run) {
        Button button = new Button();
        button.setId(id);
        button.setGraphic(new Icon(icon, 14));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> run.run());
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    void show(BundlesModel model) {
        isShowing = true;
        face.set(model.face());
        isShowing = false;
        Optional<Source> source = model.opened();
        title.setText(
                source.map(one -> one.design().cluster().name())
                        .orElseGet(() -> texts.get("title")));
        file.setText(model.file().map(one -> String.valueOf(one.getFileName())).orElse(""));
        asDrawing.setVisible(source.isPresent());
        faces.setVisible(source.isPresent());
        open.setVisible(!(model.inspection() instanceof Inspection.Nothing));
        Optional<Standing> now = model.standing();
        chip.setVisible(now.isPresent());
        standing.setVisible(now.isPresent());
        showTrouble(now.isPresent() ? model.listTrouble() : Optional.empty());
        now.ifPresent(one ->
                show(
                        one,
                        source.flatMap(Source::contents)
                                .map(contents -> contents.bundle().voucher())
                                .orElse(Voucher.NONE)));
    }

    private void showTrouble(Optional<Trouble> trouble) {
        failed.setVisible(trouble.isPresent());
        trouble.ifPresent(one -> failed.setText(texts.get("trust.failed", words.first(one))));
    }

    private void show(Standing now, Voucher voucher) {
        chip.setText(texts.get("standing." + now));
        chip.setTone(now == Standing.TRUSTED ? Chip.Tone.GOOD : Chip.Tone.WARNING);
        said.setText(
                texts.get(
                        "standing." + now + ".why",
                        String.join(", ", voucher.signers()),
                        voucher.keyType(),
                        voucher.fingerprint()));
        CheckGlyph glyph =
                new CheckGlyph(
                        now == Standing.TRUSTED
                                ? CheckGlyph.Result.PASS
                                : CheckGlyph.Result.WARNING,
                        16);
        trust.setVisible(now == Standing.NOBODY_ASKED);
        standing.getStyleClass()
                .setAll("bundle-standing", now == Standing.TRUSTED ? "good" : "warning");
        standing.getChildren().setAll(glyph, said, trust);
    }
}
