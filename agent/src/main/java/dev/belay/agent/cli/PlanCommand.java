package dev.belay.agent.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Shows what applying a design would do, step by step; changes nothing.
final class PlanCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DESIGN", "planned-design");
        Given.flag(spec, terminal, "--diff");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        DesignFile file = DesignFile.read(Given.parameter(given, 0), terminal);
        if (file.isRefused(terminal)) {
            return ExitCode.PROBLEMS_FOUND;
        }
        DesignPlan plan =
                DesignPlan.ask(
                        AgentAccess.client(given, terminal), file.design().orElseThrow(), terminal);
        if (Given.isSet(given, "--json")) {
            terminal.json(plan.document(terminal));
        } else if (plan.isSame()) {
            terminal.out()
                    .println(terminal.text("apply.same", Long.toString(plan.plan().version())));
        } else {
            terminal.out()
                    .println(terminal.text("plan.heading", Long.toString(plan.plan().version())));
            plan.show(terminal, Given.isSet(given, "--diff"));
        }
        return plan.plan().obstacles().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_FOUND;
    }
}
