package dev.belay.agent.cli;

import dev.belay.api.OperationView;
import dev.belay.model.plan.PlanText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Operations in words.
final class OperationText {

    private OperationText() {}

    static String state(OperationView one, Terminal terminal) {
        return terminal.text("operation.state." + one.state());
    }

    /// One of a list, in a line.
    static String line(OperationView one, Terminal terminal) {
        return terminal.text(
                "operation.line",
                Long.toString(one.number()),
                ServiceText.when(one.at()),
                state(one, terminal),
                Integer.toString(one.position()),
                Integer.toString(one.steps().size()),
                one.orderedBy());
    }

    /// All of it.
    static void show(OperationView one, Terminal terminal) {
        terminal.out().println(line(one, terminal));
        for (int i = 0; i < one.steps().size(); i++) {
            terminal.out().println("  " + mark(one, i) + " " + step(one, i, terminal));
        }
        end(one, terminal).forEach(terminal.out()::println);
    }

    static String step(OperationView one, int index, Terminal terminal) {
        OperationView.Step step = one.steps().get(index);
        String millis =
                step.begunAt() == null || step.endedAt() == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " (%.1f s)",
                                (step.endedAt().toEpochMilli() - step.begunAt().toEpochMilli())
                                        / 1_000.0);
        return (index + 1)
                + "/"
                + one.steps().size()
                + " "
                + PlanText.of(terminal.locale()).title(step.code(), step.subjects())
                + millis;
    }

    private static String mark(OperationView one, int index) {
        if (!one.settled() && index == newest(one)) {
            return "…";
        }
        return index < one.position() ? "✓" : "·";
    }

    /// The step that was put in force or taken back last: one that stopped does not say which way
    /// it went.
    private static int newest(OperationView one) {
        int newest = -1;
        Instant begun = Instant.MIN;
        for (int i = 0; i < one.steps().size(); i++) {
            Instant at = one.steps().get(i).begunAt();
            if (at != null && !at.isBefore(begun)) {
                newest = i;
                begun = at;
            }
        }
        return newest;
    }

    /// Why it stands where it stands, and what can be done.
    static List<String> end(OperationView one, Terminal terminal) {
        String number = Long.toString(one.number());
        String done = Integer.toString(one.position());
        String all = Integer.toString(one.steps().size());
        Optional<String> until = Optional.ofNullable(one.confirmUntil()).map(ServiceText::when);
        return switch (one.state()) {
            case RUNNING, UNDOING -> List.of(terminal.text("operation.goes-on", number));
            case WAITING -> List.of(terminal.text("operation.confirm", number, until.orElse("")));
            case STOPPED, CANCELLED -> {
                String still =
                        one.state() == OperationView.State.STOPPED
                                ? terminal.text("operation.stopped", number, done, all, one.said())
                                : terminal.text("operation.cancelled", number, done, all);
                yield until.map(time ->
                                List.of(still, terminal.text("operation.confirm", number, time)))
                        .orElseGet(() -> List.of(still));
            }
            case DONE -> List.of(terminal.text("apply.done", Long.toString(one.version())));
            case UNDONE ->
                    List.of(
                            terminal.text(
                                    "operation.undone",
                                    number,
                                    Long.toString(one.version()),
                                    one.said()));
        };
    }
}
