package dev.belay.agent.cli;

import dev.belay.model.cib.CibExport;
import dev.belay.model.cib.CibText;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Writes a design as the configuration of a Pacemaker cluster. A design with problems is written,
/// too: one that was imported has no addresses yet.
final class CibExportCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DESIGN", "exported-design");
        CibCrossing.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        OutputFile target = CibCrossing.target(given, "belay cib export", terminal);
        DesignFile file = DesignFile.read(Given.parameter(given, 0), terminal);
        if (file.design().isEmpty()) {
            file.problems().forEach(one -> terminal.error(file.line(one, terminal)));
            return ExitCode.PROBLEMS_FOUND;
        }
        CibExport.Exported exported = CibExport.of(file.design().get());
        return CibCrossing.write(
                target,
                CibText.of(exported.cib()),
                exported.unsaid(),
                "cib.exported",
                given,
                terminal);
    }
}
