package dev.belay.app.bundles;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleManifest.BundleEntry;
import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.bundle.LeftOut;
import dev.belay.model.status.Severity;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Where a bundle goes, who signs it, what it came out of, what is in it and what is not.
final class ExportForm extends VBox {
    private static final int LEFT_OUT_SHOWN = 6;

    private final Texts texts;
    private final BundleWords words;
    private final ExportModel model;
    private final VBox inside = new VBox();
    private final VBox formers = new VBox();
    private @Nullable Object drawn;

    ExportForm(Texts texts, ExportModel model) {
        this.texts = texts;
        this.words = new BundleWords(texts);
        this.model = model;
        getStyleClass().add("fields");
        inside.getStyleClass().add("export-inside");
        formers.getStyleClass().add("bundle-lines");
        Button former = small("export-former", "export.former", model::chooseFormer);
        VBox follows =
                new VBox(
                        Labels.label(texts.get("export.follows"), "type-small", "w500"),
                        formers,
                        former);
        follows.getStyleClass().add("field");
        getChildren()
                .addAll(
                        field(
                                "export-file",
                                "export.file",
                                model.fileProperty(),
                                model::chooseFile),
                        signer(),
                        inside,
                        follows);
    }

    private VBox signer() {
        ToggleGroup group = new ToggleGroup();
        RadioButton sign = radio("export-sign", "export.sign", group);
        RadioButton unsigned = radio("export-unsigned", "export.unsigned", group);
        VBox key = field("export-key", "export.key", model.keyProperty(), model::chooseKey);
        key.managedProperty().bind(key.visibleProperty());
        key.visibleProperty().bind(model.signingProperty());
        Label warning =
                Labels.prose(texts.get("export.unsigned.why"), "type-small", "warning-text");
        warning.managedProperty().bind(warning.visibleProperty());
        warning.visibleProperty().bind(model.signingProperty().not());
        (model.signingProperty().get() ? sign : unsigned).setSelected(true);
        sign.selectedProperty().subscribe((before, now) -> model.signingProperty().set(now));
        VBox box =
                new VBox(
                        Labels.label(texts.get("export.who"), "type-small", "w500"),
                        sign,
                        unsigned,
                        key,
                        warning);
        box.getStyleClass().add("export-signer");
        return box;
    }

    private RadioButton radio(String id, String key, ToggleGroup group) {
        RadioButton radio = new RadioButton(texts.get(key));
        radio.setId(id);
        radio.setToggleGroup(group);
        radio.setMinWidth(Region.USE_PREF_SIZE);
        return radio;
    }

    private VBox field(String id, String key, StringProperty value, Runnable choose) {
        TextField text = new TextField();
        text.setId(id);
        text.textProperty().bindBidirectional(value);
        text.setAccessibleText(texts.get(key));
        text.setPromptText(texts.get(key + ".prompt"));
        HBox.setHgrow(text, Priority.ALWAYS);
        Label label = Labels.label(texts.get(key), "type-small", "w500");
        label.setLabelFor(text);
        Button button = new Button(texts.get("browse"));
        button.setId(id + "-choose");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> choose.run());
        HBox row = new HBox(text, button);
        row.getStyleClass().add("export-row");
        VBox box = new VBox(label, row);
        box.getStyleClass().add("field");
        return box;
    }

    private Button small(String id, String key, Runnable run) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setOnAction(event -> run.run());
        return button;
    }

    /// Lets the former contents stand while they are worked out anew.
    void show() {
        if (drawn != null && !model.isPossible() && model.secrets().isEmpty()) {
            return;
        }
        Object now =
                List.of(
                        model.draft().map(BundleDraft::manifest),
                        model.secrets(),
                        model.formers(),
                        model.formerTrouble());
        if (now.equals(drawn)) {
            return;
        }
        drawn = now;
        inside.getChildren().clear();
        if (!model.secrets().isEmpty()) {
            secrets();
        } else {
            model.draft().ifPresent(this::inside);
        }
        formers();
    }

    private void secrets() {
        inside.getChildren()
                .add(
                        Labels.prose(
                                texts.get("export.secrets", model.secrets().size()),
                                "w600",
                                "bad-text"));
        for (BundleProblem secret : model.secrets()) {
            BundleWords.Said said = words.said(secret);
            inside.getChildren()
                    .add(line(CheckGlyph.of(Severity.ERROR, 14), Labels.prose(said.sentence())));
        }
        inside.getChildren()
                .add(Labels.prose(words.said(model.secrets().getFirst()).advice(), "muted"));
    }

    private void inside(BundleDraft draft) {
        long bytes = draft.manifest().entries().stream().mapToLong(BundleEntry::size).sum();
        inside.getChildren()
                .add(
                        Labels.prose(
                                texts.get(
                                        "export.inside",
                                        draft.manifest().entries().size(),
                                        texts.figures().bytes((double) bytes))));
        List<LeftOut> leftOut = draft.manifest().leftOut();
        if (leftOut.isEmpty()) {
            inside.getChildren().add(Labels.prose(texts.get("contents.left-out.none"), "muted"));
            return;
        }
        inside.getChildren()
                .add(Labels.prose(texts.get("export.left-out", leftOut.size()), "w500"));
        leftOut.stream()
                .limit(LEFT_OUT_SHOWN)
                .forEach(one ->
                        inside.getChildren()
                                .add(
                                        line(
                                                new Icon("fth-minus", 14),
                                                Labels.prose(
                                                        one.sentence(words.locale()), "muted"))));
        if (leftOut.size() > LEFT_OUT_SHOWN) {
            inside.getChildren()
                    .add(
                            Labels.prose(
                                    texts.get(
                                            "export.left-out.more",
                                            leftOut.size() - LEFT_OUT_SHOWN),
                                    "muted"));
        }
    }

    private static HBox line(Node glyph, Label text) {
        HBox line = new HBox(glyph, text);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().add("bundle-line");
        return line;
    }

    private void formers() {
        Optional<Integer> after = model.draft().map(one -> one.manifest().after().size());
        formers.getChildren()
                .setAll(Labels.prose(texts.get("contents.after.count", after.orElse(0)), "muted"));
        model.formers()
                .forEach(one ->
                        formers.getChildren()
                                .add(
                                        line(
                                                new Icon("fth-check", 14),
                                                Labels.prose(one.name(), "mono"))));
        model.formerTrouble()
                .ifPresent(one ->
                        formers.getChildren()
                                .add(
                                        Labels.prose(
                                                texts.get(
                                                        "export.former.refused", words.first(one)),
                                                "bad-text")));
    }
}
