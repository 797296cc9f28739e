package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView;
import dev.belay.reach.ApiClient;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The services, one a line, and the nodes that cannot run any.
final class ServiceListCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        ServicesView view = AgentAccess.ask(given, terminal, ApiClient::services);
        if (Given.isSet(given, "--json")) {
            terminal.json(view);
        } else {
            show(view, terminal);
        }
        return ExitCode.DONE;
    }

    static void show(ServicesView view, Terminal terminal) {
        if (view.services().isEmpty()) {
            terminal.out()
                    .println(
                            terminal.text(
                                    view.designVersion() == 0
                                            ? "service.no-design"
                                            : "service.none"));
        }
        var columns = new Columns();
        if (!view.services().isEmpty()) {
            columns.row(
                    List.of("service", "state", "node", "lease", "since", "reason").stream()
                            .map(one -> head(one, terminal))
                            .toList());
        }
        for (ServiceView one : view.services()) {
            columns.row(
                    Cell.of(one.id()),
                    Cell.of(ServiceText.state(one, terminal)),
                    Cell.of(one.node().isEmpty() ? "–" : one.node()),
                    Cell.of(
                            one.marginMillis() < 0
                                    ? "–"
                                    : terminal.text(
                                            "service.margin", Long.toString(one.marginMillis()))),
                    Cell.of(one.since() == null ? "–" : ServiceText.when(one.since())),
                    Cell.of(one.reason()));
        }
        columns.lines().forEach(terminal.out()::println);
        view.services().stream()
                .filter(ServiceView::outdated)
                .forEach(
                        one -> terminal.out().println(terminal.text("service.outdated", one.id())));
        for (ServicesView.Host host : view.hosts()) {
            if (!host.answered()) {
                terminal.out().println(terminal.text("service.host.silent", host.node()));
            } else if (!host.hindrance().isEmpty()) {
                terminal.out()
                        .println(
                                terminal.text(
                                        "service.host.hindered", host.node(), host.hindrance()));
            }
        }
    }

    private static Cell head(String column, Terminal terminal) {
        return new Cell(terminal.text("column." + column), new Paint(terminal.colour())::faint);
    }
}
