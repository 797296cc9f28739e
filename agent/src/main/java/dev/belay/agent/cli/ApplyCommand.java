package dev.belay.agent.cli;

import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.plan.Plan;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Has the cluster put a design in force, step by step, and looks on.
final class ApplyCommand implements Command {

    /// What is another than before.
    ///
    /// @param version of the design in force afterwards
    /// @param operation the number of what the cluster carries out; 0: nothing had to be done
    /// @param state how far that is; empty: nothing had to be done
    record Applied(
            long version,
            List<String> added,
            List<String> changed,
            List<String> removed,
            long operation,
            String state) {

        Applied by(OperationView view) {
            return new Applied(
                    view.version(), added, changed, removed, view.number(), view.state().name());
        }
    }

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DESIGN", "applied-design");
        Given.value(spec, terminal, String.class, "D", null, "--confirm-within");
        Given.flag(spec, terminal, "--no-wait");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        long within = confirmWithin(given, terminal);
        DesignFile file = DesignFile.read(Given.parameter(given, 0), terminal);
        file.problems().forEach(one -> terminal.error(file.line(one, terminal)));
        if (file.isWrong()) {
            return ExitCode.PROBLEMS_FOUND;
        }
        Design design = file.design().orElseThrow();
        List<ApiClient> ways = AgentAccess.clients(given, terminal);
        DesignPlan planned = DesignPlan.ask(ways.getFirst(), design, terminal);
        Plan plan = planned.plan();
        Applied change = compare(plan.base(), design, plan.version());
        boolean isJson = Given.isSet(given, "--json");
        if (planned.isSame()) {
            if (isJson) {
                terminal.json(change);
            } else {
                terminal.out().println(terminal.text("apply.same", Long.toString(plan.version())));
            }
            return ExitCode.DONE;
        }
        if (!isJson) {
            planned.show(terminal, false);
            terminal.out().println(terminal.text("apply.scope"));
        }
        if (!plan.obstacles().isEmpty()) {
            if (isJson) {
                planned.tellObstacles(terminal);
            }
            return ExitCode.PROBLEMS_FOUND;
        }
        Question.confirm(given, terminal, terminal.text("apply.ask"));
        OperationView begun =
                AgentAccess.ask(
                        new ApiClient(ways.getFirst().path(), ApiClient.MEMBERSHIP),
                        terminal,
                        one ->
                                one.beginOperation(
                                        new OperationBegin(
                                                DesignFormat.write(design),
                                                plan.version(),
                                                within)));
        if (Given.isSet(given, "--no-wait")) {
            tell(begun, change, isJson, terminal);
            return ExitCode.DONE;
        }
        if (!isJson) {
            terminal.out().println(terminal.text("apply.begun", Long.toString(begun.number())));
            terminal.out().flush();
        }
        OperationView known = new OperationFollow(ways, 0, isJson, terminal).await(begun);
        tell(known, change, isJson, terminal);
        return OperationFollow.code(known);
    }

    private static long confirmWithin(ParseResult given, Terminal terminal) throws Refusal {
        long millis = Given.duration(given, terminal, "--confirm-within", Duration.ZERO).toMillis();
        boolean isGiven = Given.text(given, "--confirm-within").isPresent();
        if (millis > OperationBegin.MOST_MILLIS || (isGiven && millis < 10_000)) {
            throw new Refusal(
                    ExitCode.WRONG_USAGE,
                    terminal.text(
                            "apply.confirm-wrong",
                            Given.text(given, "--confirm-within").orElse("")));
        }
        return millis;
    }

    private static void tell(
            OperationView known, Applied change, boolean isJson, Terminal terminal) {
        if (isJson) {
            terminal.json(change.by(known));
        } else {
            OperationText.end(known, terminal).forEach(terminal.out()::println);
        }
    }

    private static Applied compare(Design former, Design design, long version) {
        SortedMap<String, String> before = services(former);
        SortedMap<String, String> after = services(design);
        List<String> added = new ArrayList<>(after.keySet());
        added.removeAll(before.keySet());
        List<String> removed = new ArrayList<>(before.keySet());
        removed.removeAll(after.keySet());
        List<String> changed = new ArrayList<>();
        after.forEach((id, text) -> {
            if (before.containsKey(id) && !text.equals(before.get(id))) {
                changed.add(id);
            }
        });
        return new Applied(version, added, changed, removed, 0, "");
    }

    /// Each service with all that it is made of, as text; where it is drawn and its notes are left
    /// out.
    private static SortedMap<String, String> services(Design design) {
        SortedMap<String, String> services = new TreeMap<>();
        for (Thing thing : design.things().of(ThingKind.SERVICE)) {
            Service service = (Service) thing;
            var text =
                    new StringBuilder(service.withFrame(Optional.empty()).withNotes("").toString());
            service.resources().stream()
                    .filter(VirtualIpResource.class::isInstance)
                    .map(one -> ((VirtualIpResource) one).virtualIp())
                    .flatMap(id -> design.find(id, VirtualIp.class).stream())
                    .forEach(one -> text.append(one.withFrame(Optional.empty()).withNotes("")));
            services.put(service.id().toString(), text.toString());
        }
        return services;
    }
}
