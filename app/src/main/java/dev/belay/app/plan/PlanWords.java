package dev.belay.app.plan;

import dev.belay.app.ui.Texts;
import dev.belay.model.design.Design;
import dev.belay.model.plan.Effect;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlanText;
import dev.belay.model.plan.PlannedStep;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Plans in the reader's words: the very ones that the command line uses.
final class PlanWords {
    private final Texts texts;
    private final Supplier<List<Design>> designs;

    /// @param designs where things have names
    PlanWords(Texts texts, Supplier<List<Design>> designs) {
        this.texts = texts;
        this.designs = designs;
    }

    private PlanText words() {
        return PlanText.of(texts.language().locale()).naming(designs.get().toArray(Design[]::new));
    }

    String title(PlanRow row) {
        return words().title(row.code(), row.subjects());
    }

    List<String> gates(PlannedStep step) {
        return step.gates().stream().map(words()::gate).toList();
    }

    List<String> effects(PlannedStep step) {
        return step.effects().stream().map(words()::effect).toList();
    }

    List<String> checks(PlannedStep step) {
        return words().checks(step);
    }

    List<String> obstacles(Plan plan) {
        return plan.obstacles().stream().map(words()::obstacle).toList();
    }

    String effect(Effect effect) {
        return words().effect(effect);
    }

    /// As `0.8 s`, `12 s`, `3:05`.
    static String time(Duration time) {
        long tenths = time.toMillis() / 100;
        if (tenths < 100) {
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        return time.toSeconds() < 60 ? time.toSeconds() + " s" : clock(time);
    }

    /// As `1:55`, `1:00:00`.
    static String clock(Duration time) {
        String seconds = two(time.toSecondsPart());
        return time.toHours() == 0
                ? time.toMinutes() + ":" + seconds
                : time.toHours() + ":" + two(time.toMinutesPart()) + ":" + seconds;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
