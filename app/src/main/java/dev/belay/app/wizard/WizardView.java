package dev.belay.app.wizard;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The frame around every wizard: steps at the left, the page, what will happen at the right, and
/// below what is missing before the next page.
final class WizardView extends BorderPane {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Ui ui;
    private final Texts texts;
    private final WizardModel model;
    private final Face face;
    private final Overlay overlay;
    private final Saver saver;
    private final Runnable closed;
    private final Label title = Labels.label("", "type-section");
    private final ToggleButton dry = new ToggleButton();
    private final Label saved = Labels.label("", "type-small", "muted");
    private final Button leave = new Button();
    private final VBox steps = new VBox();
    private final StackPane middle = new StackPane();
    private final HBox footer = new HBox();
    private final Label note = Labels.prose("", "type-small", "muted");
    private final Label missing = Labels.label("", "type-small", "missing");
    private final Button back = new Button();
    private final Button next = new Button();
    private final HappeningsPanel panel;
    private final List<Step> stepViews = new ArrayList<>();
    private final Subscription subscription;
    private @Nullable Page shown;

    private record Step(Page page, Button button, StackPane sign, Label name, Label summary) {}

    WizardView(Ui ui, WizardModel model, Face face, Overlay overlay, Saver saver, Runnable closed) {
        this.ui = ui;
        this.texts = ui.texts(WizardView.class);
        this.model = model;
        this.face = face;
        this.overlay = overlay;
        this.saver = saver;
        this.closed = closed;
        this.panel = new HappeningsPanel(texts);
        setId("wizard");
        getStyleClass().add("wizard");
        setTop(header());
        steps.getStyleClass().add("steps");
        setLeft(steps);
        VBox.setVgrow(middle, Priority.ALWAYS);
        middle.setMinHeight(0);
        setCenter(new VBox(middle, footer()));
        subscription =
                Subscription.combine(
                        ui.languageProperty().subscribe(language -> rebuild()),
                        model.changesProperty().subscribe(change -> refresh()));
    }

    /// Leaves for good, without asking.
    void close() {
        subscription.unsubscribe();
        face.left();
        model.leave();
    }

    /// Leaves, and asks first when something is in the middle.
    void leave() {
        String why = model.middle();
        if (why.isEmpty()) {
            close();
            closed.run();
            return;
        }
        Region[] card = new Region[1];
        Button stay =
                Parts.button(
                        "leave-stay", "", texts.get("leave.stay"), () -> overlay.close(card[0]));
        stay.getStyleClass().add("primary");
        Button go =
                Parts.button(
                        "leave-anyway",
                        "",
                        texts.get("leave.anyway"),
                        () -> {
                            overlay.close(card[0]);
                            close();
                            closed.run();
                        });
        go.getStyleClass().add("destructive");
        card[0] =
                Parts.column(
                        "leave-card",
                        Labels.prose(texts.get("leave.title"), "type-page"),
                        Labels.prose(why),
                        Parts.row("buttons", stay, go));
        overlay.dialog(card[0], () -> {});
    }

    private Node header() {
        dry.setId("wizard-dry");
        dry.getStyleClass().addAll("toggle-chip", "plan", "dry");
        dry.setGraphic(new Icon("fth-eye", 13));
        dry.setOnAction(event -> {
            model.setDryRun(dry.isSelected());
            refresh();
        });
        leave.setId("wizard-leave");
        leave.setMinWidth(USE_PREF_SIZE);
        leave.setOnAction(event -> leave());
        return Parts.row(
                "head line-below",
                new Icon("fth-compass", 16),
                title,
                dry,
                Labels.space(),
                saved,
                leave);
    }

    private Node footer() {
        back.setId("wizard-back");
        back.setMinWidth(USE_PREF_SIZE);
        back.setOnAction(event -> model.back());
        next.setId("wizard-next");
        next.setMinWidth(USE_PREF_SIZE);
        next.setDefaultButton(true);
        next.setOnAction(event -> onward());
        missing.setId("wizard-missing");
        note.setMinWidth(0);
        footer.getStyleClass().addAll("foot", "line-above");
        return footer;
    }

    private void onward() {
        Page page = model.page();
        if (model.isFinished()) {
            close();
            closed.run();
        } else if (model.missing().isEmpty() && !face.onward(page)) {
            model.next();
        }
    }

    private void rebuild() {
        steps.getChildren().clear();
        stepViews.clear();
        for (Page page : model.script().pages()) {
            Label name = Labels.label(pageName(page), "step-name");
            Label summary = Labels.label("", "type-small", "muted");
            StackPane sign = new StackPane();
            sign.getStyleClass().add("sign");
            Button button = new Button();
            button.setId("step-" + page.id());
            button.getStyleClass().setAll("button", "step");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setGraphic(Parts.row("inside", sign, Parts.column("step-words", name, summary)));
            button.setOnAction(event -> model.goTo(page));
            stepViews.add(new Step(page, button, sign, name, summary));
            steps.getChildren().add(button);
        }
        shown = null;
        refresh();
    }

    private void refresh() {
        Page page = model.page();
        title.setText(model.script().title());
        dry.setText(texts.get(model.isDryRun() ? "dry.on" : "dry.off"));
        dry.setSelected(model.isDryRun());
        dry.setDisable(!model.mayChooseDryRun());
        Instant at = model.savedAt();
        saved.setText(
                at == null
                        ? texts.get("draft.none")
                        : texts.get("draft.saved", texts.figures().time(at)));
        leave.setText(texts.get(model.isFinished() ? "leave.done" : "leave"));
        stepViews.forEach(this::refresh);
        if (!page.equals(shown)) {
            show(page);
        }
        boolean logs = page.kind() == Page.Kind.APPLY;
        if (!logs) {
            panel.show(model, page);
        }
        refreshFooter(page);
    }

    private void refresh(Step step) {
        boolean now = step.page().equals(model.page());
        boolean passed = model.isPassed(step.page());
        String summary = model.script().summary(step.page());
        step.summary()
                .setText(summary.isEmpty() ? texts.get("summary." + step.page().id()) : summary);
        step.button().pseudoClassStateChanged(CHOSEN, now);
        step.button().setDisable(!now && !(passed && model.mayGoBack()));
        String state = texts.get(passed ? "step.passed" : now ? "step.now" : "step.later");
        step.button()
                .setAccessibleText(
                        step.name().getText() + ", " + step.summary().getText() + ", " + state);
        if (passed) {
            step.sign().getChildren().setAll(new CheckGlyph(CheckGlyph.Result.PASS, 18));
        } else {
            int number = model.script().pages().indexOf(step.page()) + 1;
            Label ball = Labels.label(Integer.toString(number), "ball");
            ball.pseudoClassStateChanged(CHOSEN, now);
            step.sign().getChildren().setAll(ball);
        }
    }

    private void refreshFooter(Page page) {
        String why = model.missing();
        missing.setText(why);
        missing.setVisible(!why.isEmpty());
        missing.setManaged(!why.isEmpty());
        boolean grave = page.kind() == Page.Kind.PREFLIGHT && !model.preflight().isRunning();
        missing.getStyleClass().removeAll("bad-text", "muted");
        missing.getStyleClass().add(grave ? "bad-text" : "muted");
        back.setText(texts.get("back"));
        back.setDisable(!model.mayGoBack());
        back.setVisible(model.mayGoBack());
        back.setManaged(model.mayGoBack());
        String verb = model.script().onward(page);
        next.setText(verb.isEmpty() ? usual(page) : verb);
        next.setDisable(!why.isEmpty());
        next.setAccessibleHelp(why);
        next.getStyleClass().removeAll("primary", "destructive");
        next.getStyleClass()
                .add(
                        model.script().destroys(page) && !model.isDryRun()
                                ? "destructive"
                                : "primary");
        note.setText(face.note(page));
    }

    private String usual(Page page) {
        List<Page> pages = model.script().pages();
        int index = pages.indexOf(page);
        return index + 1 < pages.size() ? pageName(pages.get(index + 1)) : texts.get("close");
    }

    private String pageName(Page page) {
        return texts.get("page." + page.id());
    }

    private void show(Page page) {
        boolean first = shown == null;
        shown = page;
        Node own = face.page(page);
        Node body =
                switch (page.kind()) {
                    case FORM, LIVE -> own == null ? new Region() : own;
                    case PREFLIGHT -> new PreflightPage(ui, texts, model.preflight(), own);
                    case REVIEW -> new ReviewPage(texts, model, own);
                    case APPLY -> new ApplyPage(ui, texts, model);
                    case DONE -> new DonePage(ui, texts, model, saver, own);
                };
        boolean isDone = page.kind() == Page.Kind.DONE;
        if (page.kind() == Page.Kind.FORM || page.kind() == Page.Kind.REVIEW || isDone) {
            ScrollPane scroll = new ScrollPane(body);
            scroll.setFitToWidth(true);
            scroll.setFitToHeight(isDone);
            scroll.setFocusTraversable(false);
            middle.getChildren().setAll(scroll);
        } else {
            middle.getChildren().setAll(body);
        }
        setRight(page.kind() == Page.Kind.APPLY ? new LogPanel(ui, texts, model) : panel);
        footer.getChildren().setAll(note, Labels.space());
        footer.getChildren().addAll(face.buttons(page));
        footer.getChildren().addAll(back, next, missing);
        if (getScene() != null && !first) {
            middle.applyCss();
            if (!Parts.focusFirst(middle)) {
                next.requestFocus();
            }
        }
    }

    static String sheet() {
        return Objects.requireNonNull(WizardView.class.getResource("wizard.css")).toExternalForm();
    }
}
