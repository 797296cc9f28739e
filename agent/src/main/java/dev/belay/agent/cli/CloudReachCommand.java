package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.CloudReach;
import dev.belay.api.CloudReach.Node;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Has every member try what it reaches of the cloud and may do there; nothing is changed.
final class CloudReachCommand implements Command {

    private static final Set<Result> BAD = EnumSet.of(Result.REFUSED_BY_PROXY, Result.DENIED);

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        CloudReach reach = AgentAccess.change(given, terminal, one -> one.cloudReach());
        Set<String> versions =
                reach.nodes().stream()
                        .filter(Node::answered)
                        .map(Node::agentVersion)
                        .collect(Collectors.toSet());
        if (Given.isSet(given, "--json")) {
            terminal.json(reach);
        } else {
            show(reach, versions, terminal);
        }
        List<Result> results =
                reach.nodes().stream()
                        .flatMap(one -> one.probes().stream())
                        .map(Probe::result)
                        .toList();
        if (versions.size() > 1 || results.stream().anyMatch(BAD::contains)) {
            return ExitCode.PROBLEMS_FOUND;
        }
        boolean isOpen =
                results.contains(Result.UNKNOWN)
                        || reach.nodes().stream().anyMatch(one -> !one.answered());
        return isOpen ? ExitCode.UNKNOWN : ExitCode.DONE;
    }

    private static void show(CloudReach reach, Set<String> versions, Terminal terminal) {
        var lines = new Columns();
        for (Node node : reach.nodes()) {
            if (!node.answered()) {
                lines.row(Cell.of(node.node()), Cell.of(terminal.text("cloud.reach.silent")));
            } else if (node.probes().isEmpty()) {
                lines.row(Cell.of(node.node()), Cell.of(terminal.text("cloud.reach.nothing")));
            }
            for (Probe one : node.probes()) {
                lines.row(
                        Cell.of(node.node()),
                        Cell.of(one.target()),
                        Cell.of(word(one.result(), terminal)),
                        Cell.of(one.evidence()));
            }
        }
        lines.lines().forEach(terminal.out()::println);
        for (Node node : reach.nodes()) {
            if (!node.proxy().isEmpty()) {
                terminal.out()
                        .println(terminal.text("cloud.reach.proxy", node.node(), node.proxy()));
            }
        }
        reach.nodes().stream()
                .flatMap(one -> one.probes().stream())
                .map(Probe::result)
                .filter(one -> BAD.contains(one) || one == Result.UNKNOWN)
                .distinct()
                .sorted()
                .forEach(one ->
                        terminal.out()
                                .println(terminal.text(key(one) + ".advice", word(one, terminal))));
        terminal.out()
                .println(
                        versions.size() > 1
                                ? terminal.text("cloud.reach.versions", shown(reach))
                                : terminal.text(
                                        "cloud.reach.version", String.join(", ", versions)));
    }

    private static String shown(CloudReach reach) {
        return reach.nodes().stream()
                .filter(Node::answered)
                .map(one -> one.node() + " " + one.agentVersion())
                .collect(Collectors.joining(", "));
    }

    private static String word(Result result, Terminal terminal) {
        return terminal.text(key(result));
    }

    private static String key(Result result) {
        return "cloud.reach." + result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
