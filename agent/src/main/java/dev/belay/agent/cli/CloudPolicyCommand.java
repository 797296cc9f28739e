package dev.belay.agent.cli;

import dev.belay.model.design.Design;
import dev.belay.model.preflight.LeastPolicy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The least IAM policy for what a design uses, or for what the preflight reads; asks AWS nothing.
final class CloudPolicyCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DESIGN", "checked-design");
        Given.flag(spec, terminal, "--preflight");
        Given.value(spec, terminal, String.class, "ARN", null, "--of-role");
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String path = Given.parameter(given, 0);
        DesignFile file = DesignFile.read(path, terminal);
        if (file.design().isEmpty()) {
            file.isRefused(terminal);
            return ExitCode.PROBLEMS_FOUND;
        }
        LeastPolicy policy = policy(given, terminal, file.design().get());
        for (String gap : policy.gaps()) {
            terminal.error(terminal.text("cloud.policy-gap", gap));
        }
        if (policy.statements().isEmpty() && policy.gaps().isEmpty()) {
            throw new Refusal(ExitCode.FAILED, terminal.text("cloud.policy-none", path));
        }
        terminal.out().print(policy.json());
        return policy.gaps().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_FOUND;
    }

    private static LeastPolicy policy(ParseResult given, Terminal terminal, Design design) {
        String role = given.matchedOptionValue("--of-role", "");
        if (!role.isEmpty()) {
            return LeastPolicy.ofRole(design, role);
        }
        if (Given.isSet(given, "--preflight")) {
            return LeastPolicy.preflight(design);
        }
        for (String other : LeastPolicy.roles(design)) {
            terminal.error(terminal.text("cloud.policy-role", other));
        }
        return LeastPolicy.of(design);
    }
}
