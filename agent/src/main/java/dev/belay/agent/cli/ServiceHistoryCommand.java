package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.ServiceView;
import dev.belay.reach.ApiClient;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The stays of a service, its failures, and what its resources said last.
final class ServiceHistoryCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "SERVICE", "service");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        ServiceView service =
                ServiceText.find(
                        AgentAccess.ask(given, terminal, ApiClient::services),
                        Given.parameter(given, 0),
                        terminal);
        if (Given.isSet(given, "--json")) {
            terminal.json(service);
            return ExitCode.DONE;
        }
        if (service.history().isEmpty()) {
            terminal.out().println(terminal.text("service.never", service.id()));
        }
        var stays = new Columns();
        for (ServiceView.Stay stay : service.history()) {
            stays.row(
                    Cell.of(ServiceText.when(stay.at())),
                    Cell.of(Long.toString(stay.generation())),
                    Cell.of(stay.node().isEmpty() ? terminal.text("service.no-node") : stay.node()),
                    Cell.of(stay.reason()));
        }
        stays.lines().forEach(terminal.out()::println);
        for (ServiceView.Failures one : service.failures()) {
            terminal.out()
                    .println(
                            terminal.text(
                                    one.count() >= 1_000_000
                                            ? "service.failed.fatal"
                                            : "service.failed",
                                    one.node(),
                                    Integer.toString(one.count()),
                                    ServiceText.when(one.at()),
                                    one.last()));
        }
        var resources = new Columns();
        for (ServiceView.Resource one : service.resources()) {
            resources.row(
                    Cell.of(one.name()),
                    Cell.of(one.kind()),
                    Cell.of(
                            terminal.text(
                                    "service.resource."
                                            + one.state().name().toLowerCase(Locale.ROOT))),
                    Cell.of(one.said()));
        }
        resources.lines().forEach(terminal.out()::println);
        return ExitCode.DONE;
    }
}
