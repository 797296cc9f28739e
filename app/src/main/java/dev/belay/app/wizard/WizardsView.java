package dev.belay.app.wizard;

import dev.belay.app.ui.Action;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All wizards with what each is for, those that were left, and the one that is open.
public final class WizardsView implements Screen {
    private final Ui ui;
    private final Texts texts;
    private final List<Offer> offers;
    private final Drafts drafts;
    private final Overlay overlay;
    private final Saver saver;
    private final StackPane root = new StackPane();
    private final VBox list = Parts.column("wizard-list");
    private final ScrollPane listScroll = new ScrollPane(list);
    private @Nullable WizardView open;
    private @Nullable WizardModel model;

    public WizardsView(Ui ui, List<Offer> offers, Drafts drafts, Overlay overlay, Saver saver) {
        this.ui = ui;
        this.texts = ui.texts(WizardsView.class);
        this.offers = List.copyOf(offers);
        this.drafts = drafts;
        this.overlay = overlay;
        this.saver = saver;
        root.getStyleClass().add("wizards");
        root.getStylesheets().add(WizardView.sheet());
        listScroll.setFitToWidth(true);
        listScroll.setFocusTraversable(false);
        root.getChildren().add(listScroll);
        ui.languageProperty().subscribe(language -> list());
        drafts.all().addListener((ListChangeListener<Draft>) change -> list());
        drafts.problemProperty().subscribe((before, now) -> list());
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        for (Offer offer : offers) {
            if (offer.maker() != null) {
                actions.add(
                        Action.of(
                                "wizard." + offer.id(),
                                offer.icon(),
                                texts.text("offer." + offer.id()),
                                null,
                                () -> open(offer.id())));
            }
        }
        return actions;
    }

    /// The wizard that is open.
    public Optional<WizardModel> model() {
        return Optional.ofNullable(model);
    }

    /// Opens a wizard at its first page; the one that is open is left first.
    public void open(String id) {
        offer(id).ifPresent(offer -> show(offer, null));
    }

    /// Resumes one that was left.
    public void resume(Draft draft) {
        offer(draft.wizard()).ifPresent(offer -> show(offer, draft));
    }

    /// What is in the middle, so that closing the window has to be asked about; empty when nothing
    /// is.
    @Override
    public String middle() {
        return model == null ? "" : model.middle();
    }

    private Optional<Offer> offer(String id) {
        return offers.stream().filter(offer -> offer.id().equals(id)).findFirst();
    }

    private void show(Offer offer, @Nullable Draft draft) {
        Offer.Maker maker = offer.maker();
        if (maker == null) {
            return;
        }
        if (open != null) {
            if (!middle().isEmpty()) {
                open.leave();
                return;
            }
            open.close();
        }
        Offer.Opened opened = maker.open(drafts);
        if (draft == null) {
            opened.model().begin();
        } else {
            opened.model().resume(draft);
        }
        model = opened.model();
        open = new WizardView(ui, opened.model(), opened.face(), overlay, saver, this::showList);
        root.getChildren().setAll(open);
        Parts.focusFirst(open.getCenter());
    }

    private void showList() {
        open = null;
        model = null;
        root.getChildren().setAll(listScroll);
        Parts.focusFirst(list);
    }

    private void list() {
        list.getChildren()
                .setAll(
                        Labels.label(texts.get("wizards"), "type-title"),
                        Labels.prose(texts.get("wizards.why"), "muted"));
        String problem = drafts.problemProperty().get();
        if (!problem.isEmpty()) {
            list.getChildren().add(Labels.prose(texts.get("drafts.problem", problem), "bad-text"));
        }
        if (!drafts.all().isEmpty()) {
            VBox rows = Parts.column("card rows");
            drafts.all().forEach(draft -> rows.getChildren().add(row(draft)));
            list.getChildren().addAll(Labels.label(texts.get("drafts"), "type-section"), rows);
        }
        VBox rows = Parts.column("card rows");
        offers.forEach(offer -> rows.getChildren().add(row(offer)));
        list.getChildren().addAll(Labels.label(texts.get("wizards.all"), "type-section"), rows);
    }

    private Node row(Draft draft) {
        String name = texts.get("offer." + draft.wizard());
        VBox what =
                Parts.column(
                        "what",
                        Labels.label(name, "w500"),
                        Labels.label(
                                texts.get(
                                        "drafts.at",
                                        texts.get("page." + draft.page()),
                                        texts.figures().minute(draft.savedAt())),
                                "type-small",
                                "muted"));
        HBox.setHgrow(what, Priority.ALWAYS);
        Button resume =
                Parts.button(
                        "draft-resume-" + draft.wizard(),
                        "fth-play",
                        texts.get("drafts.resume"),
                        () -> resume(draft));
        Button away =
                Parts.iconButton(
                        "draft-remove-" + draft.wizard(),
                        "fth-x",
                        texts.get("drafts.remove", name),
                        () -> drafts.remove(draft));
        HBox row = Parts.row("offer", new Icon("fth-pause", 18), what);
        if (draft.dryRun()) {
            row.getChildren().add(new Chip(texts.get("dry.on"), Chip.Tone.PLAN));
        }
        row.getChildren().addAll(resume, away);
        return row;
    }

    private Node row(Offer offer) {
        VBox what =
                Parts.column(
                        "what",
                        Labels.label(texts.get("offer." + offer.id()), "w500"),
                        Labels.prose(
                                texts.get("offer." + offer.id() + ".for"), "type-small", "muted"));
        HBox.setHgrow(what, Priority.ALWAYS);
        Button begin =
                Parts.button(
                        "wizard-open-" + offer.id(),
                        "",
                        texts.get("wizards.begin"),
                        () -> open(offer.id()));
        begin.setAccessibleText(
                texts.get("wizards.begin") + ": " + texts.get("offer." + offer.id()));
        HBox row = Parts.row("offer", new Icon(offer.icon(), 18), what);
        if (offer.maker() == null) {
            begin.setDisable(true);
            row.getStyleClass().add("later");
            row.getChildren().add(Labels.label(texts.get("wizards.later"), "type-small", "subtle"));
        }
        row.getChildren().add(begin);
        return row;
    }
}
