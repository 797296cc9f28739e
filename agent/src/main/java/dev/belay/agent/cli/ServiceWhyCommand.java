package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.EventScope;
import dev.belay.story.Story;
import dev.belay.story.StoryText;
import dev.belay.story.Storyteller;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Where a service is to be, what speaks for and against each node, and the last failover.
final class ServiceWhyCommand implements Command {

    private static final int EVENTS = 400;

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
        Optional<Story> story = story(client, view, why);
        if (Given.isSet(given, "--json")) {
            terminal.json(
                    new Answer(
                            why.service(),
                            why.placedOn(),
                            why.reason(),
                            why.candidates(),
                            story.orElse(null)));
            return ExitCode.DONE;
        }
        terminal.out().println(ServiceText.line(service, terminal));
        terminal.out().println(terminal.text("service.why", why.reason()));
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
        story.ifPresent(one -> tell(one, terminal));
        return ExitCode.DONE;
    }

    /// What it all comes to, in one document.
    ///
    /// @param story the last change of nodes; null for a service that never ran
    private record Answer(
            String service,
            String placedOn,
            String reason,
            List<ServiceWhy.Candidate> candidates,
            @Nullable Story story) {}

    /// The last failover; without events when nobody gives them.
    private static Optional<Story> story(ApiClient client, ServicesView view, ServiceWhy why) {
        List<EventRecord> events = List.of();
        String observer = view.coordinator();
        try {
            observer = client.whoAmI().node();
            events = client.events(-1, EVENTS, EventScope.CLUSTER);
        } catch (AgentException e) {
            // Stays alone tell the most of it.
        }
        return Storyteller.last(view, why.service(), observer, why, events);
    }

    private static void tell(Story story, Terminal terminal) {
        StoryText text = StoryText.of(terminal.locale());
        terminal.out().println();
        terminal.out()
                .println(
                        terminal.text(
                                "service.story",
                                ServiceText.when(story.at()),
                                text.headline(story),
                                text.cause(story)));
        var phases = new Columns();
        for (Story.Phase phase : story.phases()) {
            phases.row(Cell.of("  " + text.phase(phase.kind())), Cell.of(text.phaseNote(phase)));
        }
        phases.lines().forEach(terminal.out()::println);
        var chain = new Columns();
        for (Story.Link link : story.chain()) {
            String said = text.link(link, story);
            chain.row(
                    Cell.of("  " + ServiceText.when(link.at())),
                    Cell.of(link.isConfirmed() ? said : said + " " + text.whenUnconfirmed()),
                    Cell.of("[" + text.evidence(link) + "]"));
        }
        chain.lines().forEach(terminal.out()::println);
        story.advice().forEach(one -> terminal.out().println(text.advice(one)));
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
