package dev.belay.app.plan;

import dev.belay.app.ui.Texts;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlannedStep;
import dev.belay.model.text.Markdown;
import java.util.List;

/// A plan as Markdown, to be read by people beside the program.
final class PlanRunbook {
    private static final String FENCE = "````";

    private PlanRunbook() {}

    /// @param cluster its name
    static String of(Plan plan, String cluster, Texts texts) {
        PlanWords words = new PlanWords(texts, () -> List.of(plan.wanted(), plan.base()));
        StringBuilder text = new StringBuilder();
        text.append("# ").append(Markdown.text(texts.get("runbook.title", cluster))).append("\n\n");
        text.append(texts.get("runbook.base", Long.toString(plan.version()))).append("\n\n");
        for (String obstacle : words.obstacles(plan)) {
            text.append("> ").append(Markdown.text(obstacle)).append("\n\n");
        }
        List<PlanRow> rows = PlanRow.of(plan.steps());
        for (int i = 0; i < rows.size(); i++) {
            step(text, rows.get(i), plan.steps().get(i), words, texts);
        }
        return text.toString();
    }

    private static void step(
            StringBuilder text, PlanRow row, PlannedStep step, PlanWords words, Texts texts) {
        text.append("## ")
                .append(row.number())
                .append(". ")
                .append(Markdown.text(words.title(row)));
        text.append("\n\n");
        list(text, texts.get("detail.needs"), words.gates(step));
        List<String> effects = words.effects(step);
        list(
                text,
                texts.get("detail.does"),
                effects.isEmpty() ? List.of(texts.get("detail.nothing")) : effects);
        list(text, texts.get("detail.verifies"), words.checks(step));
        list(text, texts.get("detail.undo"), List.of(texts.get("detail.back", row.number())));
        text.append("\n").append(FENCE).append("diff\n").append(step.diff()).append(FENCE);
        text.append("\n\n");
    }

    private static void list(StringBuilder text, String name, List<String> sentences) {
        text.append("- **").append(name).append("**: ");
        text.append(String.join("; ", sentences.stream().map(Markdown::text).toList()));
        text.append("\n");
    }
}
