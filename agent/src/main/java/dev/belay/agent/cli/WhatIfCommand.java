package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.model.design.Design;
import dev.belay.model.status.Severity;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.DurationText;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Fate;
import dev.belay.model.whatif.Fault;
import dev.belay.model.whatif.Prediction;
import dev.belay.model.whatif.Prediction.ServiceFate;
import dev.belay.model.whatif.Sweep;
import dev.belay.model.whatif.WhatIf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What would become of the services of a design if something failed; asks no agent.
final class WhatIfCommand implements Command {

    /// A prediction as a document.
    record Answer(
            boolean quorate, int votes, int majority, List<String> apart, List<One> services) {}

    /// One service.
    ///
    /// @param beginsMillis until its successor may begin, at most; null unless its node is gone
    /// @param lossMillis writes that its mirrors may lack, at most; null for none
    record One(
            String service,
            String fate,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            @Nullable Long beginsMillis,
            @Nullable Long lossMillis) {}

    /// A sweep as a document.
    record Swept(int predictions, List<WeakPoint> weak) {}

    /// Faults that lose services.
    record WeakPoint(List<String> faults, List<String> lost, boolean quorate) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DESIGN", "foreseen-design");
        Given.values(spec, terminal, "X", "--down");
        Given.values(spec, terminal, "A:B", "--cut");
        Given.flag(spec, terminal, "--sweep");
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        DesignFile file = DesignFile.read(Given.parameter(given, 0), terminal);
        if (file.isRefused(terminal)) {
            return ExitCode.PROBLEMS_FOUND;
        }
        Design design = file.design().orElseThrow();
        boolean isJson = Given.isSet(given, "--json");
        List<String> down = Given.texts(given, "--down");
        List<String> cut = Given.texts(given, "--cut");
        if (Given.isSet(given, "--sweep")) {
            if (!down.isEmpty() || !cut.isEmpty()) {
                throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("whatif.sweep-alone"));
            }
            return sweep(design, isJson, terminal);
        }
        WhatIf whatIf = WhatIf.of(design);
        Prediction prediction = whatIf.predict(faults(design, whatIf, down, cut, terminal));
        if (isJson) {
            terminal.json(document(prediction, terminal));
        } else {
            show(prediction, terminal);
        }
        return prediction.lost().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_FOUND;
    }

    private static List<Fault> faults(
            Design design, WhatIf whatIf, List<String> down, List<String> cut, Terminal terminal)
            throws Refusal {
        List<Fault> faults = new ArrayList<>();
        for (String name : down) {
            faults.add(new Fault.Down(find(design, whatIf, name, terminal)));
        }
        for (String pair : cut) {
            String[] ends = pair.split(":", 2);
            if (ends.length != 2) {
                throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("whatif.cut", pair));
            }
            faults.add(
                    new Fault.Cut(
                            find(design, whatIf, ends[0], terminal),
                            find(design, whatIf, ends[1], terminal)));
        }
        return faults;
    }

    /// By its id, or by a name that only one thing has.
    private static ThingId find(Design design, WhatIf whatIf, String name, Terminal terminal)
            throws Refusal {
        List<ThingId> found =
                design.things().all().stream()
                        .filter(one -> one.id().toString().equals(name))
                        .map(Thing::id)
                        .toList();
        if (found.isEmpty()) {
            found =
                    design.things().all().stream()
                            .filter(one -> one.name().equals(name))
                            .map(Thing::id)
                            .toList();
        }
        if (found.size() != 1 || whatIf.nodesIn(found.getFirst()).isEmpty()) {
            String there =
                    design.things().all().stream()
                            .map(Thing::id)
                            .filter(id -> !whatIf.nodesIn(id).isEmpty())
                            .map(ThingId::toString)
                            .collect(Collectors.joining(", "));
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("whatif.unknown", name, there));
        }
        return found.getFirst();
    }

    private static void show(Prediction prediction, Terminal terminal) {
        var paint = new Paint(terminal.colour());
        terminal.out()
                .println(
                        terminal.text(
                                prediction.quorate() ? "whatif.quorate" : "whatif.no-quorum",
                                prediction.votes(),
                                prediction.majority()));
        if (!prediction.apart().isEmpty()) {
            terminal.out().println(terminal.text("whatif.apart", joined(prediction.apart())));
        }
        terminal.out().println();
        var columns = new Columns();
        columns.row(
                heading("service", terminal, paint),
                heading("before", terminal, paint),
                heading("after", terminal, paint),
                heading("fate", terminal, paint),
                heading("begins", terminal, paint),
                heading("loss", terminal, paint),
                heading("reason", terminal, paint));
        for (ServiceFate one : prediction.services()) {
            columns.row(
                    Cell.of(one.service().toString()),
                    Cell.of(place(one.before(), terminal)),
                    Cell.of(place(one.after(), terminal)),
                    new Cell(
                            terminal.text("whatif.fate." + one.fate()),
                            text ->
                                    one.fate() == Fate.LOST
                                            ? paint.severity(Severity.ERROR, text)
                                            : text),
                    Cell.of(atMost(one.begins())),
                    Cell.of(atMost(one.loss())),
                    new Cell(reason(one, terminal), paint::faint));
        }
        columns.lines().forEach(terminal.out()::println);
        if (prediction.services().stream().anyMatch(one -> one.begins().isPresent())) {
            terminal.out().println();
            terminal.out()
                    .println(terminal.text("whatif.begins", DurationText.of(WhatIf.ELECTION)));
        }
    }

    private static Cell heading(String column, Terminal terminal, Paint paint) {
        return new Cell(terminal.text("column." + column), paint::faint);
    }

    private static String place(Optional<ThingId> node, Terminal terminal) {
        return node.map(ThingId::toString).orElseGet(() -> terminal.text("cib.nowhere"));
    }

    private static String atMost(Optional<Duration> duration) {
        return duration.map(one -> "≤ " + DurationText.of(one)).orElse("");
    }

    private static String reason(ServiceFate one, Terminal terminal) {
        return one.reason()
                .map(reason -> ReasonWords.of(reason, terminal))
                .orElseGet(() -> terminal.text("cib.cause.no-quorum"));
    }

    private static Answer document(Prediction prediction, Terminal terminal) {
        return new Answer(
                prediction.quorate(),
                prediction.votes(),
                prediction.majority(),
                prediction.apart().stream().map(ThingId::toString).toList(),
                prediction.services().stream()
                        .map(one ->
                                new One(
                                        one.service().toString(),
                                        one.fate().name().toLowerCase(Locale.ROOT),
                                        one.before().map(ThingId::toString).orElse(null),
                                        one.after().map(ThingId::toString).orElse(null),
                                        one.reason()
                                                .map(reason -> ReasonWords.of(reason, terminal))
                                                .orElse(null),
                                        one.begins().map(Duration::toMillis).orElse(null),
                                        one.loss().map(Duration::toMillis).orElse(null)))
                        .toList());
    }

    private static ExitCode sweep(Design design, boolean isJson, Terminal terminal) {
        Sweep sweep = Sweep.of(design);
        if (isJson) {
            terminal.json(
                    new Swept(
                            sweep.predictions(),
                            sweep.weak().stream()
                                    .map(one ->
                                            new WeakPoint(
                                                    one.faults().stream()
                                                            .map(WhatIfCommand::words)
                                                            .toList(),
                                                    one.lost().stream()
                                                            .map(ThingId::toString)
                                                            .toList(),
                                                    one.quorate()))
                                    .toList()));
        } else {
            show(sweep, terminal);
        }
        return sweep.weak().stream().anyMatch(Sweep.Weak::isSingle)
                ? ExitCode.PROBLEMS_FOUND
                : ExitCode.DONE;
    }

    private static void show(Sweep sweep, Terminal terminal) {
        var paint = new Paint(terminal.colour());
        var columns = new Columns();
        if (!sweep.weak().isEmpty()) {
            columns.row(
                    heading("fault", terminal, paint),
                    heading("lost", terminal, paint),
                    heading("reason", terminal, paint));
        }
        for (Sweep.Weak weak : sweep.weak()) {
            columns.row(
                    Cell.of(
                            weak.faults().stream()
                                    .map(WhatIfCommand::words)
                                    .collect(Collectors.joining(" + "))),
                    Cell.of(joined(weak.lost())),
                    new Cell(
                            weak.quorate() ? "" : terminal.text("cib.cause.no-quorum"),
                            paint::faint));
        }
        columns.lines().forEach(terminal.out()::println);
        long alone = sweep.weak().stream().filter(Sweep.Weak::isSingle).count();
        terminal.out()
                .println(
                        terminal.text(
                                "whatif.swept",
                                sweep.predictions(),
                                alone,
                                sweep.weak().size() - alone));
    }

    /// As it is given on the command line.
    private static String words(Fault fault) {
        return switch (fault) {
            case Fault.Down(var thing) -> "down " + thing;
            case Fault.Cut(var one, var other) -> "cut " + one + ":" + other;
        };
    }

    private static String joined(List<ThingId> things) {
        return things.stream().map(ThingId::toString).collect(Collectors.joining(", "));
    }
}
