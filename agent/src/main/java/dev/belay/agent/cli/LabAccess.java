package dev.belay.agent.cli;

import dev.belay.agent.lab.LabClient;
import dev.belay.agent.lab.LabException;
import dev.belay.agent.lab.LabFolder;
import dev.belay.agent.lab.LabOrder;
import dev.belay.agent.lab.LabState;
import dev.belay.agent.texts.Texts;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Which lab a command means, and how it gives orders to it.
final class LabAccess {

    private LabAccess() {}

    static void describe(CommandSpec spec, Terminal terminal) {
        Given.value(spec, terminal, Path.class, "DIR", null, "--dir");
        Given.flag(spec, terminal, "--json");
    }

    static LabFolder folder(ParseResult given, Terminal terminal) {
        Path dir = given.matchedOptionValue("--dir", (Path) null);
        return dir == null ? LabFolder.standard(terminal.environment()) : new LabFolder(dir);
    }

    /// Gives an order and shows how the lab stands afterwards.
    static ExitCode order(ParseResult given, Terminal terminal, LabOrder order) throws Refusal {
        LabState state = ask(given, terminal, order);
        show(state, given, terminal);
        return ExitCode.DONE;
    }

    static LabState ask(ParseResult given, Terminal terminal, LabOrder order) throws Refusal {
        try {
            return new LabClient(folder(given, terminal)).order(order);
        } catch (LabException e) {
            throw refusal(e, terminal);
        }
    }

    static Refusal refusal(LabException e, Terminal terminal) {
        return new Refusal(ExitCode.FAILED, e.sentence(texts(terminal)));
    }

    static Texts texts(Terminal terminal) {
        return Texts.of(LabClient.class, terminal.locale());
    }

    static void show(LabState state, ParseResult given, Terminal terminal) {
        if (Given.isSet(given, "--json")) {
            terminal.json(state);
        } else {
            new LabReport(terminal).lines(state).forEach(terminal.out()::println);
        }
    }
}
