package dev.belay.agent.cli;

import dev.belay.api.ServiceView;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.StatusText;
import dev.belay.reach.ApiClient;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One line a node: `Success`, or `Failure` with the reason. A service that is to run and does not
/// fails the check too, in a line of its own.
final class CheckStatusCommand implements Command {

    /// @param node name of the node
    /// @param result `Success` or `Failure`, the words of the check in every language
    /// @param reason one sentence why; empty on success
    record NodeCheck(String node, String result, String reason) {}

    /// @param service id
    /// @param result as of a node: `Failure` when it is to run and does not
    record ServiceCheck(String service, String result, String reason) {}

    record Checked(
            String clusterId,
            String observer,
            List<NodeCheck> nodes,
            List<ServiceCheck> services) {}

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
        ApiClient client = AgentAccess.client(given, terminal);
        ClusterStatus status = AgentAccess.ask(client, terminal, ApiClient::status);
        ServicesHeard heard = ServicesHeard.ask(client, status, ServicesHeard.PATIENT);
        if (heard.error() != null) {
            throw AgentAccess.refusal(heard.error(), terminal);
        }
        StatusText words = StatusText.of(terminal.locale());
        List<NodeCheck> checks = status.nodes().stream().map(node -> check(node, words)).toList();
        List<ServiceCheck> services = services(heard, terminal);
        if (Given.isSet(given, "--json")) {
            terminal.json(new Checked(status.clusterId(), status.observer(), checks, services));
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
            // A line a node; a service has one only where it fails.
            for (ServiceCheck check : services) {
                if (!check.reason().isEmpty()) {
                    columns.row(
                            Columns.Cell.of(check.service()),
                            Columns.Cell.of(check.result() + ": " + check.reason()));
                }
            }
            columns.lines().forEach(terminal.out()::println);
        }
        boolean good =
                checks.stream().allMatch(check -> check.result().equals("Success"))
                        && services.stream().allMatch(check -> check.result().equals("Success"));
        return good ? ExitCode.DONE : ExitCode.PROBLEMS_FOUND;
    }

    static NodeCheck check(NodeStatus node, StatusText words) {
        String name = node.member().name();
        return isGood(node.state())
                ? new NodeCheck(name, "Success", "")
                : new NodeCheck(name, "Failure", words.reason(node));
    }

    private static List<ServiceCheck> services(ServicesHeard heard, Terminal terminal) {
        List<ServiceCheck> checks = new ArrayList<>();
        if (heard.view() != null) {
            for (ServiceView one : heard.view().services()) {
                checks.add(
                        isGood(one.state())
                                ? new ServiceCheck(one.id(), "Success", "")
                                : new ServiceCheck(
                                        one.id(),
                                        "Failure",
                                        terminal.text(
                                                "check-status.service",
                                                ServiceText.state(one, terminal),
                                                one.reason())));
            }
        }
        return checks;
    }

    /// One that is on its way is not lost.
    private static boolean isGood(ServiceView.State state) {
        return switch (state) {
            case STOPPED, STARTING, ACTIVE, STOPPING -> true;
            case WAITING, STUCK, UNKNOWN -> false;
        };
    }

    private static boolean isGood(NodeState state) {
        return switch (state) {
            case ACTIVE, STANDBY, STARTING, STOPPING, MAINTENANCE -> true;
            case UNKNOWN, FAILED, FENCED -> false;
        };
    }
}
