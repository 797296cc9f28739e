package dev.belay.app.plan;

import dev.belay.api.OperationView;
import dev.belay.app.ui.Texts;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlannedStep;
import dev.belay.model.text.Markdown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A plan, or what became of it, as Markdown, to be read by people beside the program.
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

    /// What an operation has done so far.
    ///
    /// @param cluster its name
    /// @param rows its steps
    /// @param now for what a step takes that has not ended
    static String of(
            OperationView operation,
            List<PlanRow> rows,
            PlanWords words,
            String cluster,
            Texts texts,
            Instant now) {
        StringBuilder text = new StringBuilder();
        String title = texts.get("runbook.operation", Long.toString(operation.number()), cluster);
        text.append("# ").append(Markdown.text(title)).append("\n\n");
        String began =
                texts.get(
                        "operation.who",
                        operation.at().toString(),
                        operation.orderedBy(),
                        Long.toString(operation.baseVersion()));
        list(
                text,
                texts.get("detail.state"),
                Stream.of(
                                texts.get("state." + operation.state()),
                                began,
                                texts.get("runbook.version", Long.toString(operation.version())),
                                operation.said())
                        .filter(one -> !one.isEmpty())
                        .toList());
        text.append("\n");
        for (PlanRow row : rows) {
            head(text, row, words);
            List<String> state = new ArrayList<>(List.of(texts.get("row.is." + row.state())));
            row.time(now).map(PlanWords::time).ifPresent(state::add);
            list(text, texts.get("detail.state"), state);
            row.planned()
                    .ifPresentOrElse(
                            step -> details(text, row, step, words, texts),
                            () -> text.append("\n"));
        }
        return text.toString();
    }

    private static void step(
            StringBuilder text, PlanRow row, PlannedStep step, PlanWords words, Texts texts) {
        head(text, row, words);
        details(text, row, step, words, texts);
    }

    private static void head(StringBuilder text, PlanRow row, PlanWords words) {
        text.append("## ")
                .append(row.number())
                .append(". ")
                .append(Markdown.text(words.title(row)));
        text.append("\n\n");
    }

    private static void details(
            StringBuilder text, PlanRow row, PlannedStep step, PlanWords words, Texts texts) {
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
