package dev.belay.app.wizard;

import dev.belay.api.ApiError;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Finding.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The checks in their groups; a failing one opens by itself and shows its fix.
final class PreflightPage extends VBox {
    private final Ui ui;
    private final Texts texts;
    private final Preflight preflight;
    private final ObjectProperty<Boolean> onlyBad = new SimpleObjectProperty<>(false);
    private final Chip fails = new Chip("", Chip.Tone.BAD);
    private final Chip warnings = new Chip("", Chip.Tone.WARNING);
    private final Chip unknowns = new Chip("", Chip.Tone.OUTLINE);
    private final Chip passes = new Chip("", Chip.Tone.GOOD);
    private final VBox list = new VBox();
    private final Map<Preflight.Row, RowView> views = new LinkedHashMap<>();
    private final Map<String, Label> counts = new LinkedHashMap<>();

    /// @param own of the wizard, above the checks; null for nothing
    PreflightPage(Ui ui, Texts texts, Preflight preflight, @Nullable Node own) {
        this.ui = ui;
        this.texts = texts;
        this.preflight = preflight;
        setId("preflight");
        getStyleClass().add("preflight");
        Segmented<Boolean> which =
                new Segmented<Boolean>("preflight-which", onlyBad)
                        .add(false, "preflight-all", texts.text("preflight.all"))
                        .add(true, "preflight-bad", texts.text("preflight.bad"));
        Button again =
                Parts.button(
                        "preflight-again",
                        "fth-refresh-cw",
                        texts.get("preflight.again"),
                        preflight::runAll);
        HBox head =
                Parts.row(
                        "page-head",
                        Labels.label(texts.get("page.preflight"), "type-page"),
                        fails,
                        warnings,
                        unknowns,
                        passes,
                        Labels.space(),
                        which,
                        again);
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(head);
        if (own != null) {
            getChildren().add(own);
        }
        getChildren().add(scroll);
        build();
        Subscription[] live = {Subscription.EMPTY};
        sceneProperty()
                .subscribe(scene -> {
                    live[0].unsubscribe();
                    live[0] =
                            scene == null
                                    ? Subscription.EMPTY
                                    : preflight.changesProperty().subscribe(change -> refresh());
                });
        onlyBad.subscribe(now -> refresh());
    }

    private void build() {
        String group = "";
        for (Preflight.Row row : preflight.rows()) {
            String own = row.check().group().get();
            if (!own.equals(group)) {
                group = own;
                Label count = Labels.label("", "type-small", "muted");
                counts.put(own, count);
                list.getChildren()
                        .add(
                                Parts.row(
                                        "group-head",
                                        Labels.label(own, "w600", "muted"),
                                        Labels.space(),
                                        count));
            }
            RowView view = new RowView(row);
            views.put(row, view);
            list.getChildren().add(view);
        }
        refresh();
    }

    private void refresh() {
        chip(fails, preflight.count(Verdict.FAIL), "preflight.fails");
        chip(warnings, preflight.count(Verdict.WARN), "preflight.warnings");
        chip(unknowns, preflight.count(Verdict.UNKNOWN), "preflight.unknowns");
        chip(passes, preflight.count(Verdict.PASS), "preflight.passes");
        views.values().forEach(RowView::refresh);
        counts.forEach((group, label) -> {
            long all = views.keySet().stream().filter(row -> in(row, group)).count();
            long good =
                    views.keySet().stream()
                            .filter(row -> in(row, group) && row.came(Verdict.PASS))
                            .count();
            label.setText(texts.get("preflight.of", good, all));
        });
    }

    private static boolean in(Preflight.Row row, String group) {
        return row.check().group().get().equals(group);
    }

    private void chip(Chip chip, long count, String key) {
        chip.setText(texts.get(key, count));
        chip.setVisible(count > 0);
        chip.setManaged(count > 0);
    }

    private final class RowView extends VBox {
        private final Preflight.Row row;
        private final CheckGlyph glyph = new CheckGlyph(CheckGlyph.Result.WAITS, 16);
        private final Label statement;
        private final Label evidence = Labels.label("", "type-small", "muted", "evidence");
        private final Label code = Labels.label("", "mono", "subtle");
        private final AgeBadge age;
        private final Button again;
        private final VBox explanation = new VBox();
        private boolean wasRunning;

        RowView(Preflight.Row row) {
            this.row = row;
            this.age = new AgeBadge(ui);
            this.statement = Labels.label(row.check().statement().get(), "statement");
            this.again =
                    Parts.iconButton(
                            "check-again-" + row.check().id(),
                            "fth-refresh-cw",
                            texts.get("preflight.again.one", statement.getText()),
                            this::press);
            setId("check-" + row.check().id());
            getStyleClass().add("check");
            explanation.getStyleClass().add("explanation");
            HBox.setHgrow(evidence, Priority.ALWAYS);
            evidence.setMaxWidth(Double.MAX_VALUE);
            code.setMinWidth(USE_PREF_SIZE);
            age.setMinWidth(USE_PREF_SIZE);
            getChildren()
                    .addAll(
                            Parts.row("check-line", glyph, statement, evidence, code, age, again),
                            explanation);
        }

        private void press() {
            if (row.isRunning()) {
                preflight.cancel(row);
            } else {
                preflight.run(row);
            }
        }

        void refresh() {
            Finding finding = row.finding();
            boolean bad =
                    finding != null
                            && (finding.verdict() == Verdict.FAIL
                                    || finding.verdict() == Verdict.WARN
                                    || finding.verdict() == Verdict.UNKNOWN);
            CheckGlyph.Result result = result(finding);
            glyph.show(result);
            String word =
                    row.isRunning()
                            ? texts.get("preflight.running")
                            : texts.get(
                                    "verdict."
                                            + (finding == null
                                                    ? "NONE"
                                                    : finding.verdict().name()));
            setAccessibleText(statement.getText() + ", " + word);
            glyph.setAccessibleText(word);
            if (row.isRunning() != wasRunning) {
                wasRunning = row.isRunning();
                again.setGraphic(new Icon(row.isRunning() ? "fth-square" : "fth-refresh-cw", 14));
            }
            boolean fails =
                    finding != null && finding.verdict() == Verdict.FAIL && !row.isRunning();
            getStyleClass().remove("failing");
            statement.getStyleClass().remove("w600");
            if (fails) {
                getStyleClass().add("failing");
                statement.getStyleClass().add("w600");
            }
            evidence.setText(
                    row.isRunning()
                            ? texts.get("preflight.asking")
                            : finding == null || fails ? "" : finding.evidence());
            ApiError error = finding == null ? null : finding.error();
            code.setText(fails && error != null ? error.code() : "");
            age.setVisible(finding != null);
            if (finding != null) {
                long millis = (ui.nanoTime() - row.atNanos()) / 1_000_000;
                String observer =
                        finding.observer().isEmpty() ? texts.get("studio") : finding.observer();
                age.show(statement.getText(), observer, Math.max(0, millis));
                age.nameSource(observer);
            }
            explain(finding, fails);
            boolean shown = !onlyBad.get() || bad || row.isRunning();
            setVisible(shown);
            setManaged(shown);
        }

        private void explain(@Nullable Finding finding, boolean fails) {
            fillExplanation(finding, fails);
            explanation.setManaged(!explanation.getChildren().isEmpty());
        }

        private void fillExplanation(@Nullable Finding finding, boolean fails) {
            explanation.getChildren().clear();
            ApiError error = finding == null ? null : finding.error();
            if (finding == null || error == null || row.isRunning()) {
                return;
            }
            boolean isStated = error.wanted().isEmpty();
            if (fails || isStated) {
                explanation
                        .getChildren()
                        .add(Labels.prose(isStated ? error.found() : why(texts, error)));
            }
            if (fails && isStated && !finding.evidence().isEmpty()) {
                explanation
                        .getChildren()
                        .add(Labels.prose(finding.evidence(), "mono", "type-small", "muted"));
            }
            explanation
                    .getChildren()
                    .add(Labels.prose(RefusalWords.in(texts.language()).advice(error), "muted"));
            if (!finding.fix().isEmpty()) {
                Region command = Parts.code(finding.fix());
                HBox.setHgrow(command, Priority.ALWAYS);
                explanation
                        .getChildren()
                        .add(
                                Parts.row(
                                        "fix",
                                        command,
                                        Parts.button(
                                                "check-copy-" + row.check().id(),
                                                "fth-copy",
                                                texts.get("copy"),
                                                () -> copy(finding.fix()))));
            }
        }

        private CheckGlyph.Result result(@Nullable Finding finding) {
            if (row.isRunning()) {
                return CheckGlyph.Result.RUNNING;
            }
            if (finding == null) {
                return CheckGlyph.Result.WAITS;
            }
            return switch (finding.verdict()) {
                case PASS -> CheckGlyph.Result.PASS;
                case WARN -> CheckGlyph.Result.WARNING;
                case FAIL -> CheckGlyph.Result.ERROR;
                case UNKNOWN -> CheckGlyph.Result.UNKNOWN;
                case SKIPPED -> CheckGlyph.Result.SKIPPED;
            };
        }
    }

    /// What was wanted and what was found, in the reader's language where its code is known.
    static String why(Texts texts, ApiError error) {
        return RefusalWords.in(texts.language())
                .sentence(error)
                .filter(known -> texts.language() == Language.JAPANESE)
                .map(known -> known + texts.get("preflight.found", error.found()))
                .orElseGet(() -> texts.get("preflight.why", error.wanted(), error.found()));
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
