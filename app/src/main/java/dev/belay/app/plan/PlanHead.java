package dev.belay.app.plan;

import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.app.plan.PlanModel.Deed;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.StyleWords;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.WhyNot;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What it is, how far it is, and what can be ordered of it.
final class PlanHead extends VBox {
    /// More segments than that cannot be told apart.
    private static final int SEGMENTS = 60;

    private final Texts texts;
    private final PlanModel model;
    private final Label title = Labels.label("", "type-page");
    private final Chip chip = new Chip("", Chip.Tone.NEUTRAL);
    private final Label who = Labels.label("", "type-small", "muted");
    private final HBox progress = new HBox();
    private final HBox segments = new HBox();
    private final Label count = Labels.whole("", "type-small");
    private final Label note = Labels.prose("", "type-small", "muted");
    private final Map<Deed, Button> buttons = new EnumMap<>(Deed.class);
    private final StringProperty applyWhy = new SimpleStringProperty("");
    private final Button runbook;
    private final Button leave;
    private final Button putAway;
    private List<PlanRow.State> shown = List.of();

    /// What the buttons do.
    interface Doer {
        void order(Deed deed);

        void runbook();

        void back();
    }

    PlanHead(Texts texts, PlanModel model, Doer doer) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("plan-head");
        Button back = button("plan-back", "fth-arrow-left", doer::back);
        back.getStyleClass().addAll("flat", "icon-only");
        back.accessibleTextProperty().bind(texts.text("back"));
        Tooltip backTo = new Tooltip();
        backTo.textProperty().bind(texts.text("back"));
        back.setTooltip(backTo);
        runbook = button("plan-runbook", "fth-download", doer::runbook);
        runbook.textProperty().bind(texts.text("runbook"));
        putAway = button("plan-operation", "fth-alert-triangle", model::showOperation);
        leave = button("plan-leave", "fth-check", model::leaveOperation);
        leave.textProperty().bind(texts.text("leave"));
        for (Deed deed : Deed.values()) {
            Button button =
                    button("plan-" + StyleWords.of(deed), icon(deed), () -> doer.order(deed));
            buttons.put(deed, button);
        }
        button(Deed.STOP).textProperty().bind(texts.text("stop"));
        button(Deed.RESUME).textProperty().bind(texts.text("resume"));
        button(Deed.APPLY).getStyleClass().add("primary");
        button(Deed.UNDO).getStyleClass().add("destructive");
        WhyNot apply = new WhyNot(button(Deed.APPLY), applyWhy);
        apply.managedProperty().bind(apply.visibleProperty());
        apply.visibleProperty().bind(button(Deed.APPLY).visibleProperty());
        title.setMinWidth(0);
        who.setMinWidth(0);
        chip.managedProperty().bind(chip.visibleProperty());
        FlowPane all =
                new FlowPane(
                        runbook,
                        putAway,
                        button(Deed.STOP),
                        button(Deed.RESUME),
                        button(Deed.UNDO),
                        leave,
                        apply);
        all.getStyleClass().add("plan-buttons");
        all.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(all, Priority.ALWAYS);
        HBox first = new HBox(back, title, chip, who, all);
        first.setAlignment(Pos.CENTER_LEFT);
        first.getStyleClass().add("head-line");
        HBox.setHgrow(segments, Priority.ALWAYS);
        segments.getStyleClass().add("segments");
        segments.setAlignment(Pos.CENTER_LEFT);
        progress.getChildren().setAll(segments, count);
        progress.setAlignment(Pos.CENTER_LEFT);
        progress.getStyleClass().add("plan-progress");
        progress.managedProperty().bind(progress.visibleProperty());
        note.setGraphic(new Icon("fth-info", 13));
        note.managedProperty().bind(note.visibleProperty());
        getChildren().addAll(first, progress, note);
    }

    private Button button(Deed deed) {
        Button button = buttons.get(deed);
        if (button == null) {
            throw new IllegalArgumentException("no button for " + deed);
        }
        return button;
    }

    private static Button button(String id, String icon, Runnable run) {
        Button button = new Button();
        button.setId(id);
        button.setMnemonicParsing(false);
        button.setGraphic(new Icon(icon, 14));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> run.run());
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    static String icon(Deed deed) {
        return switch (deed) {
            case APPLY -> "fth-play";
            case STOP -> "fth-pause";
            case RESUME -> "fth-play";
            case UNDO -> "fth-corner-up-left";
            case KEEP -> "fth-check";
        };
    }

    void show(String cluster) {
        Optional<OperationView> operation = model.operation();
        boolean isPlan = model.face() == PlanModel.Face.PLAN;
        runbook.setVisible(isPlan || operation.isPresent());
        Button apply = button(Deed.APPLY);
        apply.setVisible(isPlan);
        apply.setText(texts.get("apply", model.rows().size()));
        Optional<Hurdle> hurdle = model.hurdle(Deed.APPLY);
        apply.setDisable(hurdle.isPresent());
        applyWhy.set(hurdle.map(one -> one.in(texts)).orElse(""));
        button(Deed.UNDO)
                .setText(texts.get("undo", operation.map(OperationView::position).orElse(0)));
        for (Deed deed : List.of(Deed.STOP, Deed.RESUME, Deed.UNDO)) {
            button(deed).setVisible(operation.isPresent() && model.hurdle(deed).isEmpty());
        }
        leave.setVisible(model.canLeave());
        Optional<OperationView> away = model.putAway();
        putAway.setVisible(away.isPresent());
        away.ifPresent(one ->
                putAway.setText(
                        texts.get(
                                "put-away",
                                Long.toString(one.number()),
                                texts.get("state." + one.state()))));
        chip.setVisible(operation.isPresent());
        note.setVisible(isPlan || operation.isPresent());
        progress.setVisible(operation.isPresent());
        if (operation.isPresent()) {
            showOperation(operation.get());
        } else {
            title.setText(texts.get("plan.title", cluster));
            who.setText(
                    model.plan()
                            .map(one ->
                                    one.version() == 0
                                            ? texts.get("plan.base.none")
                                            : texts.get("plan.base", Long.toString(one.version())))
                            .orElse(""));
            note.setText(
                    hurdle.filter(one -> isPlan)
                            .map(one -> one.in(texts))
                            .orElse(texts.get("note.plan")));
        }
    }

    private void showOperation(OperationView one) {
        title.setText(texts.get("operation.title", Long.toString(one.number())));
        chip.setText(texts.get("state." + one.state()));
        chip.setTone(tone(one.state()));
        who.setText(
                texts.get(
                        "operation.who",
                        texts.figures().time(one.at()),
                        one.orderedBy(),
                        Long.toString(one.baseVersion())));
        List<PlanRow.State> states = model.rows().stream().map(PlanRow::state).toList();
        if (!states.equals(shown)) {
            shown = states;
            segments(states);
        }
        count.setText(
                texts.get(
                        "operation.count",
                        one.position(),
                        one.steps().size(),
                        PlanWords.time(taken(one))));
        String state = texts.get(one.cancelling() ? "note.cancelling" : "note." + one.state());
        note.setText(one.said().isEmpty() ? state : texts.get("note.said", state, one.said()));
    }

    /// From the first step until now, or until the last one was seen.
    private Duration taken(OperationView one) {
        Instant end = one.at();
        for (OperationView.Step step : one.steps()) {
            Instant ended = step.endedAt();
            if (ended != null && ended.isAfter(end)) {
                end = ended;
            }
        }
        Instant until =
                one.state() == State.RUNNING || one.state() == State.UNDOING ? model.now() : end;
        Duration time = Duration.between(one.at(), until);
        return time.isNegative() ? Duration.ZERO : time;
    }

    private void segments(List<PlanRow.State> states) {
        segments.getChildren().clear();
        int each = (states.size() + SEGMENTS - 1) / SEGMENTS;
        for (int i = 0; i < states.size(); i += Math.max(1, each)) {
            Region segment = new Region();
            segment.getStyleClass().addAll("segment", StyleWords.of(states.get(i)));
            HBox.setHgrow(segment, Priority.ALWAYS);
            segments.getChildren().add(segment);
        }
    }

    private static Chip.Tone tone(State state) {
        return switch (state) {
            case RUNNING, UNDOING -> Chip.Tone.ACCENT;
            case WAITING -> Chip.Tone.WARNING;
            case STOPPED -> Chip.Tone.BAD;
            case DONE -> Chip.Tone.GOOD;
            case CANCELLED, UNDONE -> Chip.Tone.NEUTRAL;
        };
    }
}
