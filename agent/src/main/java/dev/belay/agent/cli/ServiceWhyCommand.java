package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.reach.ApiClient;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Where a service is to be, and what speaks for and against each node.
final class ServiceWhyCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "SERVICE", "service");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String id = Given.parameter(given, 0);
        ApiClient client = AgentAccess.client(given, terminal);
        ServicesView view = AgentAccess.ask(client, terminal, ApiClient::services);
        ServiceView service = ServiceText.find(view, id, terminal);
        ServiceWhy why = AgentAccess.ask(client, terminal, one -> one.serviceWhy(id));
        if (Given.isSet(given, "--json")) {
            terminal.json(why);
            return ExitCode.DONE;
        }
        terminal.out().println(ServiceText.line(service, terminal));
        terminal.out().println(terminal.text("service.why", why.reason()));
        if (!service.history().isEmpty()) {
            ServiceView.Stay stay = service.history().getFirst();
            terminal.out()
                    .println(
                            terminal.text(
                                    "service.last", ServiceText.when(stay.at()), stay.reason()));
        }
        var columns = new Columns();
        for (ServiceWhy.Candidate one : why.candidates()) {
            columns.row(
                    Cell.of(one.node()),
                    Cell.of(terminal.text("cib.state." + one.state())),
                    Cell.of(score(one.score())),
                    Cell.of(
                            one.factors().stream()
                                    .map(ServiceWhyCommand::factor)
                                    .collect(Collectors.joining(", "))));
        }
        columns.lines().forEach(terminal.out()::println);
        return ExitCode.DONE;
    }

    private static String factor(ServiceWhy.Factor factor) {
        String subject = factor.subject().isEmpty() ? "" : " (" + factor.subject() + ")";
        return factor.cause() + subject + " " + score(factor.score());
    }

    private static String score(int score) {
        if (score >= 1_000_000) {
            return "∞";
        }
        return score <= -1_000_000 ? "−∞" : Integer.toString(score);
    }
}
