package dev.belay.agent.cli;

import dev.belay.api.NodeMode;
import dev.belay.api.ServicesView;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Says what a node is for.
final class NodeModeCommand implements Command {

    private final NodeMode mode;

    private NodeModeCommand(NodeMode mode) {
        this.mode = mode;
    }

    static NodeModeCommand standby() {
        return new NodeModeCommand(NodeMode.STANDBY);
    }

    static NodeModeCommand active() {
        return new NodeModeCommand(NodeMode.ACTIVE);
    }

    static NodeModeCommand maintenance() {
        return new NodeModeCommand(NodeMode.MAINTENANCE);
    }

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "NODE", "member");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String node = Given.parameter(given, 0);
        ServicesView view =
                AgentAccess.change(given, terminal, client -> client.changeMode(node, mode));
        if (Given.isSet(given, "--json")) {
            terminal.json(view);
        } else {
            terminal.out()
                    .println(
                            terminal.text(
                                    switch (mode) {
                                        case ACTIVE -> "node.mode.active";
                                        case STANDBY -> "node.mode.standby";
                                        case MAINTENANCE -> "node.mode.maintenance";
                                    },
                                    node));
        }
        return ExitCode.DONE;
    }
}
