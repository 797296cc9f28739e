package dev.belay.agent.cli;

import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.StatusText;
import dev.belay.reach.ApiClient;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One line a node: `Success`, or `Failure` with the reason.
final class CheckStatusCommand implements Command {

    /// @param node name of the node
    /// @param result `Success` or `Failure`, the words of the check in every language
    /// @param reason one sentence why; empty on success
    record NodeCheck(String node, String result, String reason) {}

    record Checked(String clusterId, String observer, List<NodeCheck> nodes) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        ClusterStatus status = AgentAccess.ask(given, terminal, ApiClient::status);
        StatusText words = StatusText.of(terminal.locale());
        List<NodeCheck> checks = status.nodes().stream().map(node -> check(node, words)).toList();
        if (Given.isSet(given, "--json")) {
            terminal.json(new Checked(status.clusterId(), status.observer(), checks));
        } else {
            var columns = new Columns();
            for (NodeCheck check : checks) {
                columns.row(
                        Columns.Cell.of(check.node()),
                        Columns.Cell.of(
                                check.reason().isEmpty()
                                        ? check.result()
                                        : check.result() + ": " + check.reason()));
            }
            columns.lines().forEach(terminal.out()::println);
        }
        boolean good = checks.stream().allMatch(check -> check.result().equals("Success"));
        return good ? ExitCode.DONE : ExitCode.PROBLEMS_FOUND;
    }

    static NodeCheck check(NodeStatus node, StatusText words) {
        String name = node.member().name();
        return isGood(node.state())
                ? new NodeCheck(name, "Success", "")
                : new NodeCheck(name, "Failure", words.reason(node));
    }

    private static boolean isGood(NodeState state) {
        return switch (state) {
            case ACTIVE, STANDBY, STARTING, STOPPING, MAINTENANCE -> true;
            case UNKNOWN, FAILED, FENCED -> false;
        };
    }
}
