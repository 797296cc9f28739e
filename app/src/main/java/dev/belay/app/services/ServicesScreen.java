package dev.belay.app.services;

import dev.belay.api.ApiError;
import dev.belay.api.ServiceView;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.Banner;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The services screen: all of them at the left, the chosen one beside them, the nodes below.
public final class ServicesScreen implements Screen {
    private final Texts texts;
    private final ServicesModel model;
    private final Asks asks;
    private final BorderPane root = new BorderPane();
    private final Banner silence;
    private final Label silenceText = Labels.prose("");
    private final Banner trouble;
    private final StackPane troubleGlyph = new StackPane();
    private final Label troubleText = Labels.prose("");
    private final ServiceList list;
    private final ServiceDetail detail;
    private final HostStrip hosts;
    private final StackPane middle = new StackPane();
    private final List<Action> actions;
    private final Redrawn nothingDrawn = new Redrawn();
    private final Redrawn glyphDrawn = new Redrawn();
    private boolean inView;

    /// @param story shows the last failover of a service, by its id
    public ServicesScreen(Ui ui, ServicesModel model, Overlay overlay, Consumer<String> story) {
        this.texts = ui.texts(ServicesScreen.class);
        this.model = model;
        this.asks = new Asks(texts, model, overlay);
        this.list = new ServiceList(texts, model);
        this.detail = new ServiceDetail(ui, texts, model, asks, story);
        this.hosts = new HostStrip(texts, model, asks::mode);
        this.actions = makeActions(ui);
        root.getStyleClass().add("services");
        root.getStylesheets().add(Asks.sheet());
        silence =
                new Banner("services-silence", new StateGlyph(NodeState.UNKNOWN, 16), silenceText);
        silence.getStyleClass().add("warning");
        trouble =
                new Banner("services-trouble", troubleGlyph, troubleText)
                        .withClose(texts.text("trouble.away"), model::dismiss);
        root.setTop(new VBox(silence, trouble));
        root.setCenter(middle);
        root.setBottom(hosts);
        model.changesProperty().subscribe(change -> show());
        ui.languageProperty().subscribe((before, now) -> show());
        ui.beatProperty()
                .subscribe((before, now) -> {
                    if (inView) {
                        model.beat();
                        model.ask();
                    }
                });
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown() {
        inView = true;
        model.ask();
    }

    @Override
    public void hidden() {
        inView = false;
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    private List<Action> makeActions(Ui ui) {
        List<Action> all = new ArrayList<>();
        all.add(
                Action.of(
                        "services.ask",
                        "fth-refresh-cw",
                        texts.text("action.ask"),
                        null,
                        model::ask));
        for (Deed deed : Deed.values()) {
            all.add(
                    new Action(
                            "services." + deed.name().toLowerCase(Locale.ROOT),
                            ServiceDetail.icon(deed),
                            Bindings.createStringBinding(
                                    () -> named(deed),
                                    model.changesProperty(),
                                    ui.languageProperty()),
                            null,
                            model.changesProperty().map(now -> model.hurdle(deed).isEmpty()),
                            Bindings.createStringBinding(
                                    () -> model.hurdle(deed).map(one -> one.in(texts)).orElse(""),
                                    model.changesProperty(),
                                    ui.languageProperty()),
                            () -> asks.perform(deed)));
        }
        return List.copyOf(all);
    }

    private String named(Deed deed) {
        return model.chosen()
                .map(service -> texts.get("action." + deed, service.name()))
                .orElseGet(() -> texts.get("action.none." + deed));
    }

    private void show() {
        showStrips();
        hosts.show();
        Optional<ServiceView> chosen = model.chosen();
        boolean some = !model.services().isEmpty();
        list.show();
        root.setLeft(some ? list : null);
        if (chosen.isPresent()) {
            detail.show(chosen.get());
            nothingDrawn.show("", () -> middle.getChildren().setAll(detail));
        } else {
            nothingDrawn.show(
                    List.of(
                            model.hearing(),
                            model.told().map(told -> told.view().designVersion()).orElse(-1L),
                            Optional.ofNullable(model.error()),
                            texts.language()),
                    () -> middle.getChildren().setAll(nothing()));
        }
    }

    private void showStrips() {
        ApiError unheard = model.error();
        boolean kept = model.told().isPresent() && (unheard != null || model.isStale());
        silence.setVisible(kept);
        if (kept) {
            String age = texts.figures().age(model.ageMillis());
            silenceText.setText(
                    unheard == null
                            ? texts.get("silence.late", age)
                            : texts.get("silence", age, ServiceWords.refused(texts, unheard)));
        }
        ApiError acted = model.actError();
        trouble.setVisible(acted != null);
        trouble.getStyleClass().removeAll("warning", "bad");
        if (acted != null) {
            boolean unknown = model.isActUnknown();
            trouble.getStyleClass().add(unknown ? "warning" : "bad");
            glyphDrawn.show(
                    unknown,
                    () ->
                            troubleGlyph
                                    .getChildren()
                                    .setAll(
                                            new StateGlyph(
                                                    unknown ? NodeState.UNKNOWN : NodeState.FAILED,
                                                    16)));
            String said = ServiceWords.refused(texts, acted);
            troubleText.setText(texts.get(unknown ? "trouble.unknown" : "trouble.refused", said));
        }
    }

    private Region nothing() {
        ApiError error = model.error();
        String said = error == null ? "" : ServiceWords.refused(texts, error);
        if (model.told().isEmpty()) {
            return switch (model.hearing()) {
                case ASKING, HEARD ->
                        EmptyState.busy(texts.text("none.busy"), texts.text("none.busy.why"));
                case SILENT ->
                        EmptyState.unknown(
                                        texts.text("none.silent"), new SimpleStringProperty(said))
                                .withAction("services-again", texts.text("none.again"), model::ask);
                case REFUSED ->
                        EmptyState.error(texts.text("none.refused"), new SimpleStringProperty(said))
                                .withAction("services-again", texts.text("none.again"), model::ask);
            };
        }
        boolean design = model.told().orElseThrow().view().designVersion() > 0;
        String key = design ? "none.services" : "none.design";
        return EmptyState.empty("fth-layers", texts.text(key), texts.text(key + ".why"));
    }
}
