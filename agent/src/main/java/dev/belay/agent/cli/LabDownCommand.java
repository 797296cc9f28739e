package dev.belay.agent.cli;

import dev.belay.agent.lab.LabClient;
import dev.belay.agent.lab.LabException;
import dev.belay.agent.lab.LabFolder;
import dev.belay.agent.lab.LabOrder;
import dev.belay.agent.lab.LabState;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Takes a lab down, or removes what a dead one left behind.
final class LabDownCommand implements Command {

    private static final long LONGEST_SECONDS = 20;

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
            LabState last = new LabClient(folder).order(LabOrder.of(LabOrder.Verb.DOWN));
            awaitEnd(last.lab().supervisorPid());
        } catch (LabException e) {
            throw LabAccess.refusal(e, terminal);
        }
        tell(given, terminal, "down", folder);
        return ExitCode.DONE;
    }

    /// Nothing is left behind when this command ends, its supervisor included.
    private static void awaitEnd(long pid) throws LabException, InterruptedException {
        var process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return;
        }
        try {
            process.get().onExit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process is no failure", e);
        } catch (TimeoutException e) {
            throw new LabException(
                    "supervisor.stays", Long.toString(pid), Long.toString(LONGEST_SECONDS));
        }
    }

    private static void tell(ParseResult given, Terminal terminal, String what, LabFolder folder) {
        if (Given.isSet(given, "--json")) {
            terminal.json(Map.of("done", what, "folder", folder.path().toString()));
        } else {
            terminal.out().println(terminal.text("lab." + what, folder.path().toString()));
        }
    }
}
