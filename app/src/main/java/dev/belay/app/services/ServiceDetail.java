package dev.belay.app.services;

import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.ui.WhyNot;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The chosen service: what can be done with it, where it runs and why, its parts, its past.
final class ServiceDetail extends VBox {
    private final Consumer<String> story;
    private static final double WIDE_PIXELS = 880;

    private final Ui ui;
    private final Texts texts;
    private final ServicesModel model;
    private final Asks asks;
    private final StackPane glyph = new StackPane();
    private final Label name = Labels.label("", "type-page");
    private final HBox chips = new HBox();
    private final AgeBadge age;
    private final Map<Deed, Button> buttons = new EnumMap<>(Deed.class);
    private final Map<Deed, StringProperty> whyNots = new EnumMap<>(Deed.class);
    private final HBox ordering = new HBox();
    private final Label orderingText = Labels.label("", "type-small", "muted");
    private final ServiceCards cards;
    private final WhyCard why;
    private final Redrawn drawn = new Redrawn();
    private final VBox first = column();
    private final VBox second = column();
    private final GridPane body = new GridPane();
    private final ColumnConstraints left = new ColumnConstraints();
    private final ColumnConstraints right = new ColumnConstraints();

    ServiceDetail(Ui ui, Texts texts, ServicesModel model, Asks asks, Consumer<String> story) {
        this.story = story;
        this.ui = ui;
        this.texts = texts;
        this.model = model;
        this.asks = asks;
        age = new AgeBadge(ui);
        cards = new ServiceCards(texts, model);
        why = new WhyCard(texts, model);
        getStyleClass().add("service-detail");
        first.getChildren().addAll(cards.now(), cards.resources(), cards.failures());
        second.getChildren().addAll(why, cards.stays());
        body.getStyleClass().add("cards");
        body.add(first, 0, 0);
        body.add(second, 1, 0);
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.widthProperty().subscribe(width -> arrange(width.doubleValue()));
        ui.percentProperty().subscribe(percent -> arrange(scroll.getWidth()));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(), toolbar(), scroll);
    }

    /// Two columns where there is room for them.
    private void arrange(double width) {
        boolean wide = width > ui.px(WIDE_PIXELS);
        left.setPercentWidth(wide ? 50 : 100);
        right.setPercentWidth(wide ? 50 : 0);
        GridPane.setConstraints(second, wide ? 1 : 0, wide ? 0 : 1);
        if (wide) {
            body.getColumnConstraints().setAll(left, right);
        } else {
            body.getColumnConstraints().setAll(left);
        }
    }

    private Node head() {
        name.setMinWidth(0);
        chips.getStyleClass().add("chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        age.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(glyph, name, chips, Labels.space(), age);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("head");
        return head;
    }

    private static VBox column() {
        VBox column = new VBox();
        column.getStyleClass().add("column");
        column.setMinWidth(0);
        return column;
    }

    private Node storyButton() {
        Button button = new Button();
        button.setId("service-story");
        button.textProperty().bind(texts.text("story.open"));
        button.setGraphic(new Icon("fth-book-open", 14));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> model.chosen().ifPresent(one -> story.accept(one.id())));
        return button;
    }

    private Node toolbar() {
        HBox bar = new HBox();
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("toolbar", "line-below");
        for (Deed deed : Deed.values()) {
            bar.getChildren().add(button(deed));
        }
        bar.getChildren().add(storyButton());
        ordering.getChildren().addAll(new CheckGlyph(CheckGlyph.Result.RUNNING, 14), orderingText);
        ordering.setAlignment(Pos.CENTER_LEFT);
        ordering.getStyleClass().add("ordering");
        bar.getChildren().add(ordering);
        return bar;
    }

    private Node button(Deed deed) {
        Button button = new Button();
        button.setId("service-" + deed.name().toLowerCase(Locale.ROOT));
        button.setGraphic(new Icon(icon(deed), 14));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> asks.perform(deed));
        StringProperty whyNot = new SimpleStringProperty("");
        buttons.put(deed, button);
        whyNots.put(deed, whyNot);
        WhyNot carrier = new WhyNot(button, whyNot);
        carrier.setMinWidth(USE_PREF_SIZE);
        return carrier;
    }

    static String icon(Deed deed) {
        return switch (deed) {
            case START -> "fth-play";
            case STOP -> "fth-square";
            case MOVE -> "fth-corner-up-right";
            case CLEAR -> "fth-rotate-ccw";
        };
    }

    void show(ServiceView service) {
        boolean stale = model.isStale();
        drawn.show(
                List.of(
                        service.id(),
                        service.name(),
                        service.state(),
                        service.wanted(),
                        service.movedTo(),
                        service.maintenance(),
                        service.outdated(),
                        stale,
                        texts.language()),
                () -> drawHead(service, stale));
        String observer = model.told().map(ServicesPort.Told::observer).orElse("");
        age.show(service.name(), observer, model.ageMillis());
        for (Deed deed : Deed.values()) {
            shown(deed);
        }
        ordering.setVisible(model.isActing());
        orderingText.setText(texts.get("detail.ordering"));
        cards.show(service);
        why.show();
    }

    private void shown(Deed deed) {
        Button button = buttons.get(deed);
        StringProperty whyNot = whyNots.get(deed);
        if (button != null && whyNot != null) {
            button.setText(texts.get("deed." + deed));
            whyNot.set(model.hurdle(deed).map(one -> one.in(texts)).orElse(""));
            button.setDisable(!whyNot.get().isEmpty());
        }
    }

    private void drawHead(ServiceView service, boolean stale) {
        glyph.getChildren().setAll(Marks.of(service, stale, 20));
        name.setText(service.name());
        String state = texts.get("state." + service.state());
        chips.getChildren()
                .setAll(
                        new Chip(
                                stale ? texts.get("state.was", state) : state,
                                stale ? Chip.Tone.NEUTRAL : tone(service.state())));
        if (service.maintenance()) {
            chips.getChildren().add(new Chip(texts.get("chip.maintenance"), Chip.Tone.WARNING));
        }
        if (service.outdated()) {
            chips.getChildren().add(new Chip(texts.get("chip.outdated"), Chip.Tone.WARNING));
        }
        if (service.wanted() != Wanted.AS_DESIGNED) {
            chips.getChildren()
                    .add(new Chip(texts.get("chip." + service.wanted()), Chip.Tone.OUTLINE));
        }
        if (!service.movedTo().isEmpty()) {
            chips.getChildren()
                    .add(new Chip(texts.get("chip.moved", service.movedTo()), Chip.Tone.OUTLINE));
        }
    }

    private static Chip.Tone tone(ServiceView.State state) {
        return switch (state) {
            case ACTIVE -> Chip.Tone.GOOD;
            case STUCK -> Chip.Tone.BAD;
            case WAITING -> Chip.Tone.WARNING;
            case STARTING, STOPPING -> Chip.Tone.ACCENT;
            case STOPPED, UNKNOWN -> Chip.Tone.NEUTRAL;
        };
    }
}
