package dev.belay.app.bundles;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.FormScroll;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.ui.WhyNot;
import dev.belay.model.bundle.Voucher;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Writes the drawing as a bundle: the form, what is asked on the way, and what came of it.
public final class ExportCard extends VBox {
    private final Texts texts;
    private final BundleWords words;
    private final ExportModel model;
    private final Runnable close;
    private final ExportForm form;
    private final VBox strip = new VBox();
    private final HBox buttons = new HBox();
    private final Button export;
    private final WhyNot exportOrWhy;
    private final StringProperty why = new SimpleStringProperty("");
    private @Nullable ExportState shown;

    /// @param close takes it away
    public ExportCard(Ui ui, ExportModel model, Runnable close) {
        this.texts = ui.texts(ExportCard.class);
        this.words = new BundleWords(texts);
        this.model = model;
        this.close = close;
        this.form = new ExportForm(texts, model);
        setId("export-card");
        getStyleClass().add("bundle-card");
        getStylesheets().add(BundleScreen.sheet());
        export = button("export-go", texts.get("export.do"), model::export);
        export.getStyleClass().add("primary");
        exportOrWhy = new WhyNot(export, why);
        buttons.getStyleClass().add("buttons");
        strip.getStyleClass().add("export-strip");
        strip.managedProperty().bind(strip.visibleProperty());
        FormScroll scroll = new FormScroll(form);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren()
                .addAll(
                        Labels.prose(
                                texts.get("export.title", model.design().cluster().name()),
                                "type-page"),
                        scroll,
                        strip,
                        buttons);
        model.changesProperty().subscribe(change -> show());
    }

    private static Button button(String id, String verb, Runnable run) {
        Button button = new Button(verb);
        button.setId(id);
        button.setMnemonicParsing(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> run.run());
        return button;
    }

    private void show() {
        form.show();
        form.setDisable(
                !(model.state() instanceof ExportState.Form
                        || model.state() instanceof ExportState.Failed));
        export.setDisable(!model.isPossible());
        why.set(texts.get(model.secrets().isEmpty() ? "export.preparing" : "export.secrets.why"));
        strip.setVisible(!(model.state() instanceof ExportState.Form));
        ExportState before = shown;
        ExportState now = model.state();
        shown = now;
        // What is typed into a question stays while the same one is asked.
        if (!(before instanceof ExportState.Passphrase) || !before.equals(now)) {
            showState();
        }
    }

    private void showState() {
        switch (model.state()) {
            case ExportState.Form() -> {
                strip.getChildren().clear();
                ask();
            }
            case ExportState.Overwrite(var file) -> overwrite(file.toString());
            case ExportState.Passphrase passphrase -> passphrase(passphrase);
            case ExportState.Writing(ExportState.Step step) -> writing(step);
            case ExportState.Failed(ExportState.Fault fault) -> {
                said(CheckGlyph.Result.ERROR, "bad", words.fault(fault));
                ask();
            }
            case ExportState.Done done -> done(done);
        }
    }

    private void ask() {
        boolean hadKeyboard = isFocusInside();
        buttons.getChildren()
                .setAll(button("export-cancel", texts.get("cancel"), close), exportOrWhy);
        if (hadKeyboard && getScene() != null && !isFocusInside()) {
            export.requestFocus();
        }
    }

    private boolean isFocusInside() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        for (Node at = owner; at != null; at = at.getParent()) {
            if (at.equals(this)) {
                return true;
            }
        }
        return false;
    }

    private void said(CheckGlyph.Result glyph, String tone, String... sentences) {
        VBox said = new VBox();
        for (String sentence : sentences) {
            said.getChildren().add(Labels.prose(sentence));
        }
        HBox.setHgrow(said, Priority.ALWAYS);
        HBox line = new HBox(new CheckGlyph(glyph, 16), said);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().addAll("export-said", tone);
        strip.getChildren().setAll(line);
    }

    private void overwrite(String file) {
        said(CheckGlyph.Result.WARNING, "warning", texts.get("export.overwrite", file));
        Button yes = button("export-replace", texts.get("export.replace"), model::replace);
        yes.getStyleClass().add("destructive");
        Button no = button("export-back", texts.get("export.back"), model::back);
        buttons.getChildren().setAll(no, yes);
        no.requestFocus();
    }

    private void passphrase(ExportState.Passphrase asked) {
        PasswordField field = new PasswordField();
        field.setId("export-passphrase");
        field.setAccessibleText(texts.get("export.passphrase", asked.question().subject()));
        Label label =
                Labels.prose(
                        texts.get("export.passphrase", asked.question().subject()),
                        "type-small",
                        "w500");
        label.setLabelFor(field);
        VBox box = new VBox(label, field);
        if (asked.question().again()) {
            box.getChildren()
                    .add(
                            Labels.prose(
                                    texts.get("export.passphrase.again"),
                                    "type-small",
                                    "bad-text"));
        }
        box.getStyleClass().add("field");
        strip.getChildren().setAll(box);
        Runnable answer =
                () -> {
                    char[] typed = field.getText().toCharArray();
                    field.clear();
                    model.unlock(typed);
                };
        field.setOnAction(event -> answer.run());
        Button yes = button("export-unlock", texts.get("export.unlock"), answer);
        yes.getStyleClass().add("primary");
        buttons.getChildren()
                .setAll(button("export-stop", texts.get("cancel"), model::cancel), yes);
        field.requestFocus();
    }

    private void writing(ExportState.Step step) {
        said(CheckGlyph.Result.RUNNING, "info", texts.get("export.step." + step));
        Button stop = button("export-stop", texts.get("export.stop"), model::cancel);
        buttons.getChildren().setAll(stop);
        stop.requestFocus();
    }

    private void done(ExportState.Done done) {
        Voucher voucher = done.voucher();
        said(
                voucher.isSigned() ? CheckGlyph.Result.PASS : CheckGlyph.Result.WARNING,
                voucher.isSigned() ? "good" : "warning",
                texts.get("export.done", done.file(), done.files()),
                voucher.isSigned()
                        ? texts.get("export.signed", voucher.keyType(), voucher.fingerprint())
                        : texts.get("export.not-signed"));
        Button away = button("export-close", texts.get("close"), close);
        away.setGraphic(new Icon("fth-check", 14));
        away.getStyleClass().add("primary");
        buttons.getChildren().setAll(away);
        away.requestFocus();
    }
}
