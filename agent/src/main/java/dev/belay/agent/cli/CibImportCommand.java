package dev.belay.agent.cli;

import dev.belay.model.cib.CibImport;
import dev.belay.model.file.DesignFormat;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Makes a design of the configuration of a Pacemaker cluster.
final class CibImportCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "F.xml", "cib");
        CibCrossing.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        OutputFile target = CibCrossing.target(given, "belay cib import", terminal);
        CibImport.Imported imported =
                CibImport.of(CibSource.read(Given.parameter(given, 0), terminal));
        return CibCrossing.write(
                target,
                DesignFormat.write(imported.design()),
                imported.unsaid(),
                "cib.imported",
                given,
                terminal);
    }
}
