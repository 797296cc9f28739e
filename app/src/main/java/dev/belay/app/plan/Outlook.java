package dev.belay.app.plan;

import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.plan.Effect;
import dev.belay.model.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// Three answers below the steps: before it begins, what clients notice, what else happens and what
/// the way back is; when it goes on, what is done, what is not, and what can be undone.
final class Outlook extends GridPane {
    private static final int COLUMNS = 3;
    private static final int SAID = 3;

    private final Texts texts;
    private final PlanWords words;
    private final PlanModel model;
    private List<String> drawn = List.of();

    Outlook(Texts texts, PlanModel model) {
        this.texts = texts;
        this.words = new PlanWords(texts, model::designs);
        this.model = model;
        setId("plan-outlook");
        getStyleClass().add("plan-outlook");
        setMinHeight(USE_PREF_SIZE);
        for (int i = 0; i < COLUMNS; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / COLUMNS);
            getColumnConstraints().add(column);
        }
    }

    void show() {
        List<String> now =
                model.operation()
                        .map(this::going)
                        .orElseGet(() -> model.plan().map(this::planned).orElse(List.of()));
        if (now.equals(drawn)) {
            return;
        }
        drawn = now;
        getChildren().clear();
        for (int i = 0; i + 1 < now.size(); i += 2) {
            VBox column = new VBox(Labels.label(now.get(i), "w600"), Labels.prose(now.get(i + 1)));
            column.getStyleClass().add("outlook-column");
            add(column, i / 2, 0);
        }
    }

    private List<String> planned(Plan plan) {
        List<Effect> effects =
                plan.steps().stream().flatMap(one -> one.effects().stream()).toList();
        List<String> notice = new ArrayList<>();
        List<String> more = new ArrayList<>();
        for (Effect effect : effects) {
            (effect.isNoticed() ? notice : more).add(words.effect(effect));
        }
        return List.of(
                texts.get("outlook.notice"),
                notice.isEmpty() ? texts.get("outlook.notice.nothing") : together(notice),
                texts.get("outlook.more"),
                more.isEmpty() ? texts.get("outlook.more.nothing") : together(more),
                texts.get("outlook.back"),
                texts.get("outlook.back.planned", plan.steps().size(), version(plan.version())));
    }

    private List<String> going(OperationView one) {
        int position = one.position();
        int size = one.steps().size();
        List<PlanRow> rows = model.rows();
        boolean isBack = one.state() == State.UNDOING || one.state() == State.UNDONE;
        return List.of(
                texts.get(one.state() == State.RUNNING ? "outlook.done.now" : "outlook.done"),
                position == 0
                        ? texts.get("outlook.done.nothing", version(one.baseVersion()))
                        : titles(rows.subList(0, position)),
                texts.get("outlook.open"),
                position == size
                        ? texts.get("outlook.open.nothing")
                        : titles(rows.subList(position, size)),
                texts.get("outlook.undo"),
                isBack
                        ? texts.get("outlook.undo.back", version(one.baseVersion()))
                        : one.undoable()
                                ? texts.get(
                                        "outlook.undo.steps", position, version(one.baseVersion()))
                                : texts.get("outlook.undo.none"));
    }

    private String version(long version) {
        return version == 0
                ? texts.get("outlook.no-design")
                : texts.get("outlook.version", Long.toString(version));
    }

    private String titles(List<PlanRow> rows) {
        return together(rows.stream().map(words::title).toList());
    }

    /// The first ones, and how many more there are.
    private String together(List<String> all) {
        Set<String> each = new LinkedHashSet<>(all);
        String said = String.join(texts.get("outlook.between"), each.stream().limit(SAID).toList());
        return each.size() <= SAID
                ? texts.get("outlook.sentence", said)
                : texts.get("outlook.and-more", said, each.size() - SAID);
    }
}
