package dev.belay.agent.cli;

import dev.belay.agent.lab.LabClient;
import dev.belay.agent.lab.LabException;
import dev.belay.agent.lab.LabFolder;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Takes a lab down, or removes what a dead one left behind.
final class LabDownCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        LabAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal)
            throws Refusal, IOException, InterruptedException {
        LabFolder folder = LabAccess.folder(given, terminal);
        if (folder.removeRemains()) {
            tell(given, terminal, "remains", folder);
            return ExitCode.DONE;
        }
        try {
            new LabClient(folder).down();
        } catch (LabException e) {
            throw LabAccess.refusal(e, terminal);
        }
        tell(given, terminal, "down", folder);
        return ExitCode.DONE;
    }

    private static void tell(ParseResult given, Terminal terminal, String what, LabFolder folder) {
        if (Given.isSet(given, "--json")) {
            terminal.json(Map.of("done", what, "folder", folder.path().toString()));
        } else {
            terminal.out().println(terminal.text("lab." + what, folder.path().toString()));
        }
    }
}
