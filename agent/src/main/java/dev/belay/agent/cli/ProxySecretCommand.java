package dev.belay.agent.cli;

import dev.belay.api.FenceSecretKept;
import dev.belay.api.ProxySecret;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Tells all members the password of a proxy, and nobody else.
final class ProxySecretCommand implements Command {

    private static final String NAME = "password";

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "PROXY", "secret-proxy");
        Given.optional(spec, terminal, 1, "FROM", "fence-stdin");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        String proxy = Given.parameter(given, 0);
        String value = FenceSecretCommand.value(Given.optional(given, 1), terminal, NAME);
        FenceSecretKept kept =
                AgentAccess.change(
                        given, terminal, one -> one.keepProxySecret(new ProxySecret(proxy, value)));
        return FenceSecretCommand.told(kept, proxy, NAME, value.isEmpty(), given, terminal);
    }
}
