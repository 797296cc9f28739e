package dev.belay.agent.cli;

import dev.belay.agent.lab.LabOrder;
import dev.belay.agent.lab.LabOrder.Verb;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Does something to one node of the lab.
final class LabNodeCommand implements Command {

    private final Verb verb;
    private final boolean hasHost;

    private LabNodeCommand(Verb verb, boolean hasHost) {
        this.verb = verb;
        this.hasHost = hasHost;
    }

    static Command start() {
        return new LabNodeCommand(Verb.START, false);
    }

    static Command stop() {
        return new LabNodeCommand(Verb.STOP, false);
    }

    static Command kill() {
        return new LabNodeCommand(Verb.KILL, true);
    }

    static Command pause() {
        return new LabNodeCommand(Verb.PAUSE, true);
    }

    static Command resume() {
        return new LabNodeCommand(Verb.RESUME, false);
    }

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "NODE", "node");
        if (hasHost) {
            Given.flag(spec, terminal, "--whole-host");
        }
        LabAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        boolean host = hasHost && Given.isSet(given, "--whole-host");
        return LabAccess.order(
                given, terminal, new LabOrder(verb, Given.parameter(given, 0), "", host));
    }
}
