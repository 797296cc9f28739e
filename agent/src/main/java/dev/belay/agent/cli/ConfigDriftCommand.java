package dev.belay.agent.cli;

import dev.belay.api.ConfigSetView;
import dev.belay.api.DriftOrder;
import dev.belay.reach.ApiClient;
import dev.belay.reach.UserFolder;
import dev.belay.reach.publish.Publisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Looks for local edits, and puts them back or adopts them.
final class ConfigDriftCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.optional(spec, terminal, 0, "SET", "set");
        Given.value(spec, terminal, String.class, "NODE", null, "--put-back");
        Given.value(spec, terminal, String.class, "NODE", null, "--adopt");
        ConfigFollow.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        Optional<String> putBack = Given.text(given, "--put-back");
        Optional<String> adopt = Given.text(given, "--adopt");
        Optional<String> set = Given.optional(given, 0);
        if ((putBack.isPresent() || adopt.isPresent())
                && (set.isEmpty() || putBack.isPresent() == adopt.isPresent())) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("config.drift.which"));
        }
        if (putBack.isPresent()) {
            var order =
                    new DriftOrder(set.orElseThrow(), putBack.get(), DriftOrder.Action.PUT_BACK);
            return show(List.of(settle(given, terminal, order)), given, terminal);
        }
        if (adopt.isPresent()) {
            var order = new DriftOrder(set.orElseThrow(), adopt.get(), DriftOrder.Action.ADOPT);
            ConfigSetView begun = settle(given, terminal, order);
            var publisher =
                    new Publisher(
                            new ApiClient(AgentAccess.path(given, terminal), ConfigFollow.DEADLINE),
                            UserFolder.cache());
            return new ConfigFollow(publisher, given, terminal).follow(begun);
        }
        return look(given, terminal, set);
    }

    private static ConfigSetView settle(ParseResult given, Terminal terminal, DriftOrder order)
            throws Refusal {
        return AgentAccess.change(given, terminal, client -> client.settleDrift(order));
    }

    private static ExitCode look(ParseResult given, Terminal terminal, Optional<String> set)
            throws Refusal {
        var names = new ArrayList<String>();
        if (set.isPresent()) {
            names.add(set.get());
        } else {
            AgentAccess.ask(given, terminal, ApiClient::configSets)
                    .forEach(one -> names.add(one.name()));
        }
        var views = new ArrayList<ConfigSetView>();
        for (String name : names) {
            views.add(AgentAccess.change(given, terminal, client -> client.lookAtConfig(name)));
        }
        return show(views, given, terminal);
    }

    /// Edits that were found are problems.
    private static ExitCode show(List<ConfigSetView> views, ParseResult given, Terminal terminal) {
        boolean drifted = false;
        for (ConfigSetView view : views) {
            drifted |= view.nodes().stream().anyMatch(one -> !one.drift().isEmpty());
        }
        if (Given.isSet(given, "--json")) {
            terminal.json(views);
        } else if (!drifted) {
            terminal.out().println(terminal.text("config.drift.none"));
        } else {
            views.forEach(view -> print(view, terminal));
        }
        return drifted ? ExitCode.PROBLEMS_FOUND : ExitCode.DONE;
    }

    private static void print(ConfigSetView view, Terminal terminal) {
        for (ConfigSetView.NodeState node : view.nodes()) {
            for (ConfigSetView.Drift one : node.drift()) {
                terminal.out()
                        .println(
                                view.name()
                                        + " "
                                        + node.node()
                                        + " "
                                        + one.what().name().toLowerCase(Locale.ROOT)
                                        + " "
                                        + one.path());
            }
        }
    }
}
