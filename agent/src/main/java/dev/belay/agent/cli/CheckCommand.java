package dev.belay.agent.cli;

import dev.belay.model.check.Fix;
import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.status.Severity;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// All that is wrong with a design, as the studio shows it; asks no agent.
final class CheckCommand implements Command {

    /// The answer as a document.
    record Checked(String file, int errors, int warnings, int notes, List<Found> problems) {}

    /// One problem.
    ///
    /// @param thing or link of the drawing; null when it is none's
    /// @param pointer to the field, or to the place in the file; empty for all of it
    /// @param line in the file, from 1; null when the file could be read
    /// @param column likewise
    /// @param fix what the studio offers to do; null for nothing
    record Found(
            String code,
            String severity,
            @Nullable String thing,
            String pointer,
            @Nullable Integer line,
            @Nullable Integer column,
            String sentence,
            String advice,
            @Nullable String fix) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DESIGN", "checked-design");
        Given.flag(spec, terminal, "--strict");
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        DesignFile file = DesignFile.read(Given.parameter(given, 0), terminal);
        int errors = file.count(Severity.ERROR);
        int warnings = file.count(Severity.WARNING);
        if (Given.isSet(given, "--json")) {
            terminal.json(
                    new Checked(
                            file.path(),
                            errors,
                            warnings,
                            file.count(Severity.INFO),
                            file.problems().stream().map(one -> found(one, terminal)).toList()));
        } else {
            show(file, terminal);
        }
        boolean isBad = file.isWrong() || (Given.isSet(given, "--strict") && warnings > 0);
        return isBad ? ExitCode.PROBLEMS_FOUND : ExitCode.DONE;
    }

    private static void show(DesignFile file, Terminal terminal) {
        for (Problem problem : file.problems()) {
            terminal.out().println(file.line(problem, terminal));
            problem.fix()
                    .map(fix -> fix.label(terminal.locale()))
                    .ifPresent(label ->
                            terminal.out().println("  " + terminal.text("check.fix", label)));
        }
        String name = file.design().map(one -> one.cluster().name()).orElse(file.path());
        terminal.out()
                .println(
                        file.problems().isEmpty()
                                ? terminal.text("check.none", name)
                                : terminal.text(
                                        "check.count",
                                        name,
                                        file.count(Severity.ERROR),
                                        file.count(Severity.WARNING),
                                        file.count(Severity.INFO)));
    }

    private static Found found(Problem problem, Terminal terminal) {
        Optional<ThingId> thing = Optional.empty();
        String pointer = "";
        Integer line = null;
        Integer column = null;
        switch (problem.place()) {
            case Place.InFile file -> {
                pointer = file.pointer();
                line = file.line();
                column = file.column();
            }
            case Place.AtThing at -> {
                thing = Optional.of(at.id());
                pointer = at.field();
            }
            case Place.AtLink at -> thing = Optional.of(at.id());
            case Place.AtCluster at -> pointer = "/cluster" + at.field();
        }
        Locale locale = terminal.locale();
        return new Found(
                problem.code().code(),
                problem.severity().name().toLowerCase(Locale.ROOT),
                thing.map(ThingId::toString).orElse(null),
                pointer,
                line,
                column,
                problem.sentence(locale),
                problem.advice(locale),
                problem.fix().map((Fix fix) -> fix.label(locale)).orElse(null));
    }
}
