package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.model.cib.CibReader;
import dev.belay.model.cib.CibReading;
import dev.belay.model.cib.Unheeded;
import dev.belay.model.place.Candidate;
import dev.belay.model.place.Explanation;
import dev.belay.model.place.Placement;
import dev.belay.model.place.Role;
import dev.belay.model.place.Schedule;
import dev.belay.model.place.Scheduler;
import dev.belay.model.place.Score;
import dev.belay.model.place.Step;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Where the resources of a Pacemaker cluster belong, out of a file with its configuration and
/// state.
final class CibPlaceCommand implements Command {

    private static final String STOPPED = "Stopped";

    /// The answer as a document, in the words of `crm_simulate`.
    record Answer(List<Place> placements, List<Action> actions, List<Unheeded> unheeded) {}

    /// Where one resource is when all actions are done.
    ///
    /// @param node null where it does not run
    record Place(String resource, @Nullable String node, String role) {}

    /// What is done.
    ///
    /// @param node where; where it goes, when it goes elsewhere
    /// @param from where it comes from, when it goes elsewhere
    record Action(String action, String resource, String node, @Nullable String from) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "F.xml", "cib");
        Given.value(spec, terminal, String.class, "RESOURCE", null, "--explain");
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        CibReading reading =
                CibReader.read(CibSource.read(Given.parameter(given, 0), terminal), Instant.now());
        Optional<String> resource = Given.text(given, "--explain");
        if (resource.isPresent()) {
            explain(reading, resource.get(), Given.isSet(given, "--json"), terminal);
        } else {
            Schedule schedule = Scheduler.schedule(reading.situation());
            if (Given.isSet(given, "--json")) {
                terminal.json(answer(schedule, reading));
            } else {
                show(schedule, terminal);
            }
        }
        for (Unheeded one : reading.unheeded()) {
            terminal.error(terminal.text("cib.unheeded", one.feature(), one.id()));
        }
        return reading.unheeded().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_FOUND;
    }

    private static Answer answer(Schedule schedule, CibReading reading) {
        return new Answer(
                schedule.placements().stream()
                        .map(one ->
                                new Place(
                                        one.resource(),
                                        one.host().orElse(null),
                                        one.host().isPresent() ? word(one.role()) : STOPPED))
                        .toList(),
                schedule.steps().stream()
                        .map(step ->
                                new Action(
                                        word(step),
                                        step.resource(),
                                        step.host(),
                                        step.from().orElse(null)))
                        .toList(),
                reading.unheeded());
    }

    private static String word(Step step) {
        return step.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String word(Role role) {
        return switch (role) {
            case STARTED -> "Started";
            case UNPROMOTED -> "Unpromoted";
            case PROMOTED -> "Promoted";
        };
    }

    private static void show(Schedule schedule, Terminal terminal) {
        var paint = new Paint(terminal.colour());
        var places = new Columns();
        for (Placement placement : schedule.placements()) {
            places.row(
                    Cell.of(placement.resource()),
                    Cell.of(place(placement, terminal)),
                    new Cell(ReasonWords.of(placement.reason(), terminal), paint::faint));
        }
        places.lines().forEach(terminal.out()::println);
        if (schedule.steps().isEmpty()) {
            return;
        }
        terminal.out().println();
        var steps = new Columns();
        for (Step step : schedule.steps()) {
            String where = step.from().map(from -> from + " → ").orElse("") + step.host();
            steps.row(
                    Cell.of(terminal.text("cib.step." + word(step))),
                    Cell.of(step.resource()),
                    Cell.of(where));
        }
        steps.lines().forEach(terminal.out()::println);
    }

    private static void explain(
            CibReading reading, String resource, boolean json, Terminal terminal) throws Refusal {
        Explanation explanation =
                Scheduler.explain(reading.situation(), resource)
                        .orElseThrow(() ->
                                new Refusal(
                                        ExitCode.FAILED,
                                        terminal.text("cib.no-resource", resource)));
        if (json) {
            terminal.json(explanation);
            return;
        }
        Placement placement = explanation.placement();
        terminal.out()
                .println(
                        resource
                                + "  "
                                + place(placement, terminal)
                                + "  "
                                + ReasonWords.of(placement.reason(), terminal)
                                + explanation
                                        .role()
                                        .map(reason -> "; " + ReasonWords.of(reason, terminal))
                                        .orElse(""));
        var columns = new Columns();
        for (Candidate candidate : explanation.candidates()) {
            String state = candidate.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
            columns.row(
                    Cell.of("  " + candidate.host()),
                    Cell.of(terminal.text("cib.state." + state)),
                    Cell.of(Score.text(candidate.score())),
                    Cell.of(
                            String.join(
                                    ", ",
                                    candidate.reasons().stream()
                                            .map(reason -> ReasonWords.of(reason, terminal))
                                            .toList())));
        }
        columns.lines().forEach(terminal.out()::println);
    }

    private static String place(Placement placement, Terminal terminal) {
        if (placement.host().isEmpty()) {
            return terminal.text("cib.nowhere");
        }
        String host = placement.host().get();
        return placement.role() == Role.PROMOTED ? terminal.text("cib.promoted", host) : host;
    }
}
