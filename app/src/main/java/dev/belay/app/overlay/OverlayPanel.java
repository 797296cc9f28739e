package dev.belay.app.overlay;

import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.plan.Difference;
import dev.belay.model.plan.Difference.What;
import dev.belay.model.plan.Drift;
import dev.belay.model.thing.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What the overlay says of the selected thing, or of the whole drawing. Rows are made anew only
/// when they say something else, so that the keyboard stays where it is.
public final class OverlayPanel extends VBox {

    private static final int MOST_ROWS = 8;
    private static final Comparator<Difference> GONE_FIRST =
            Comparator.comparing((Difference one) -> one.what() != What.REMOVED)
                    .thenComparing(one -> one.what() == What.REDRAWN)
                    .thenComparingInt(Difference::step);

    /// What it is about.
    ///
    /// @param id of the selected thing, line or member; empty for the whole drawing
    /// @param thing that is selected; empty for what is no thing of the drawing
    /// @param differences of what is selected
    public record Focus(String id, Optional<Thing> thing, List<Difference> differences) {

        /// The whole drawing.
        public static final Focus WHOLE = new Focus("", Optional.empty(), List.of());

        public Focus {
            differences = List.copyOf(differences);
        }

        boolean isWhole() {
            return id.isEmpty();
        }
    }

    private final OverlayModel model;
    private final OverlayWords words;
    private final Texts texts;
    private final AgeBadge age;
    private final VBox rows = new VBox();
    private final HBox vital = new HBox();
    private final Label vitalText = Labels.prose("", "type-small");
    private Focus focus = Focus.WHOLE;
    private List<Object> shown = List.of();

    public OverlayPanel(Ui ui, OverlayModel model, OverlayWords words) {
        this.model = model;
        this.words = words;
        this.texts = words.texts();
        this.age = new AgeBadge(ui);
        setId("overlay-panel");
        getStyleClass().add("overlay-panel");
        setPrefWidth(0);
        setMinWidth(0);
        setMinHeight(USE_PREF_SIZE);
        Label title = Labels.whole("", "type-small", "w600", "muted");
        title.textProperty().bind(texts.text("panel.title"));
        age.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(title, Labels.space(), age);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("overlay-head");
        vital.getStyleClass().add("overlay-vital");
        vital.setAlignment(Pos.CENTER_LEFT);
        rows.getStyleClass().add("overlay-rows");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.SOMETIMES);
        // How high sentences are is known only once they have their width.
        rows.heightProperty()
                .subscribe(height -> scroll.setPrefViewportHeight(height.doubleValue()));
        getChildren().addAll(head, scroll);
        ui.languageProperty().subscribe((before, now) -> show(focus));
    }

    /// The sheet of everything that the overlay draws.
    public static String sheet() {
        return Objects.requireNonNull(OverlayPanel.class.getResource("overlay.css"))
                .toExternalForm();
    }

    /// Says what there is to say now.
    public void show(Focus next) {
        focus = next;
        Optional<Sight.Seen> seen = model.seen();
        setVisible(seen.isPresent());
        setManaged(seen.isPresent());
        if (seen.isEmpty()) {
            return;
        }
        age.show(texts.get("panel.facts"), null, seen.get().ageMillis());
        Optional<Vital> now = focus.thing().flatMap(model::vital);
        List<Drift> drifts = drifts();
        List<Object> wanted =
                List.of(
                        texts.language(),
                        focus.id(),
                        focus.isWhole() ? seen.get().differences() : focus.differences(),
                        drifts.stream().map(words::sentence).toList(),
                        now.isPresent());
        if (!wanted.equals(shown)) {
            shown = wanted;
            List<Node> all =
                    focus.isWhole() ? whole(seen.get(), drifts) : selected(now.isPresent(), drifts);
            rows.getChildren().setAll(all);
        }
        now.ifPresent(this::showVital);
    }

    private List<Drift> drifts() {
        return focus.isWhole() ? model.drifts() : model.drifts(focus.id());
    }

    private void showVital(Vital now) {
        vitalText.setText(words.strip(now, false));
        vital.getChildren().setAll(OverlayMarks.glyph(now, 14), vitalText);
        vital.setOpacity(now.isStale() ? 0.72 : 1);
    }

    private List<Node> selected(boolean isAlive, List<Drift> drifts) {
        List<Node> all = new ArrayList<>();
        if (isAlive) {
            all.add(vital);
        }
        focus.differences().forEach(one -> all.add(row(one)));
        drifts.forEach(one -> all.add(row(one)));
        if (focus.differences().isEmpty() && drifts.isEmpty()) {
            all.add(Labels.prose(texts.get("panel.same"), "type-small", "muted"));
        }
        return all;
    }

    private List<Node> whole(Sight.Seen seen, List<Drift> drifts) {
        List<Node> all = new ArrayList<>();
        all.add(counts(seen.differences(), drifts.size()));
        List<Difference> sorted = seen.differences().stream().sorted(GONE_FIRST).toList();
        sorted.stream().limit(MOST_ROWS).forEach(one -> all.add(row(one)));
        if (sorted.size() > MOST_ROWS) {
            int more = sorted.size() - MOST_ROWS;
            all.add(
                    button(
                            "overlay-more",
                            texts.get("panel.more", more),
                            sorted.get(MOST_ROWS),
                            List.of()));
        }
        drifts.stream().limit(MOST_ROWS).forEach(one -> all.add(row(one)));
        if (drifts.size() > MOST_ROWS) {
            all.add(
                    Labels.prose(
                            texts.get("panel.more-drifts", drifts.size() - MOST_ROWS),
                            "type-small",
                            "muted"));
        }
        if (!seen.differences().isEmpty()) {
            all.add(legend());
        }
        return all;
    }

    private Node counts(List<Difference> differences, int drifts) {
        FlowPane chips = new FlowPane();
        chips.getStyleClass().add("overlay-counts");
        for (What what : What.values()) {
            long count = differences.stream().filter(one -> one.what() == what).count();
            if (count > 0) {
                Chip chip = new Chip(texts.get("count." + what, count), Chip.Tone.PLAN);
                chip.setGraphic(new Icon(OverlayMarks.icon(what), 12));
                chips.getChildren().add(chip);
            }
        }
        if (drifts > 0) {
            Chip chip = new Chip(texts.get("count.drift", drifts), Chip.Tone.WARNING);
            chip.setGraphic(new CheckGlyph(CheckGlyph.Result.WARNING, 11));
            chips.getChildren().add(chip);
        }
        return chips.getChildren().isEmpty()
                ? Labels.prose(texts.get("panel.all-same"), "type-small", "muted")
                : chips;
    }

    private Node legend() {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("planned", "overlay-swatch");
        Label text = Labels.prose(texts.get("panel.legend"), "type-small", "muted");
        HBox row = new HBox(swatch, text);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("overlay-legend");
        HBox.setHgrow(text, Priority.ALWAYS);
        return row;
    }

    private Node row(Difference one) {
        String id = one.part().id().isEmpty() ? one.part().kind().name() : one.part().id();
        return button(
                "overlay-step-" + id,
                words.name(one),
                one,
                List.of(
                        Labels.whole(words.tag(one), "type-small", "muted"),
                        Labels.whole(texts.get("step", one.step()), "type-small", "overlay-step")));
    }

    private Button button(String id, String text, Difference leadsTo, List<Node> behind) {
        Label name = Labels.label(text, "type-small", "w500");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        Icon icon = new Icon(OverlayMarks.icon(leadsTo.what()), 14);
        icon.getStyleClass().add("plan-icon");
        HBox content = new HBox(icon, name);
        content.getChildren().addAll(behind);
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("overlay-row-content");
        Button button = new Button();
        button.setId(id);
        button.setGraphic(content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "overlay-row");
        String spoken = behind.isEmpty() ? text : words.spoken(leadsTo);
        button.setAccessibleText(spoken);
        button.setTooltip(new Tooltip(spoken));
        button.setOnAction(event -> model.showStep(leadsTo));
        content.prefWidthProperty().bind(button.widthProperty().subtract(16));
        return button;
    }

    private Node row(Drift one) {
        Label sentence = Labels.prose(words.sentence(one), "type-small");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox row = new HBox(new CheckGlyph(CheckGlyph.Result.WARNING, 14), sentence);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("overlay-drift");
        return row;
    }
}
