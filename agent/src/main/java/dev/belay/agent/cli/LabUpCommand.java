package dev.belay.agent.cli;

import dev.belay.agent.lab.LabClient;
import dev.belay.agent.lab.LabException;
import dev.belay.agent.lab.LabFolder;
import dev.belay.agent.lab.LabOrder;
import dev.belay.agent.lab.LabStart;
import dev.belay.agent.lab.LabState;
import dev.belay.agent.texts.Texts;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Starts a lab and waits until its agents have joined.
final class LabUpCommand implements Command {

    private static final int NODES = 3;

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.value(spec, terminal, Integer.class, "N", Integer.toString(NODES), "--nodes");
        Given.flag(spec, terminal, "--netns");
        Given.flag(spec, terminal, "--bare");
        LabAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        int nodes = Given.number(given, "--nodes", NODES);
        if (nodes < 1 || nodes > LabStart.MOST_NODES) {
            throw new Refusal(
                    ExitCode.WRONG_USAGE,
                    terminal.text(
                            "lab.nodes",
                            Integer.toString(LabStart.MOST_NODES),
                            Integer.toString(nodes)));
        }
        LabFolder folder = LabAccess.folder(given, terminal);
        Texts texts = LabAccess.texts(terminal);
        long begin = System.nanoTime();
        try {
            new LabStart(folder, nodes, Given.isSet(given, "--netns"), Given.isSet(given, "--bare"))
                    .run(step -> {
                        terminal.err()
                                .println(
                                        texts.text(
                                                "progress." + step.code(),
                                                step.arguments().toArray()));
                        terminal.err().flush();
                    });
            LabState state = new LabClient(folder).order(LabOrder.of(LabOrder.Verb.STATUS));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            terminal.err().println(terminal.text("lab.up", terminal.texts().duration(millis)));
            terminal.err().flush();
            LabAccess.show(state, given, terminal);
            return ExitCode.DONE;
        } catch (LabException e) {
            throw LabAccess.refusal(e, terminal);
        }
    }
}
