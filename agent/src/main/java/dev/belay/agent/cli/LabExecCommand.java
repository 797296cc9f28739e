package dev.belay.agent.cli;

import dev.belay.agent.lab.LabException;
import dev.belay.agent.lab.LabOrder;
import dev.belay.agent.lab.LabState;
import dev.belay.agent.lab.NodeShell;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Runs a command on a node of the lab, with this terminal; its exit code is that of the command.
final class LabExecCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "NODE", "node");
        Given.rest(spec, terminal, 1, "1..*", "CMD", "cmd");
        LabAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal)
            throws Refusal, IOException, InterruptedException {
        LabState state = LabAccess.ask(given, terminal, LabOrder.of(LabOrder.Verb.STATUS));
        List<String> command = Given.rest(given, 1);
        try {
            int code = new NodeShell(state).run(Given.parameter(given, 0), command);
            if (code != 0) {
                terminal.out().flush();
                System.exit(code);
            }
            return ExitCode.DONE;
        } catch (LabException e) {
            throw LabAccess.refusal(e, terminal);
        }
    }
}
