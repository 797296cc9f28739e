package dev.belay.agent.cli;

import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Tells all members what a fence device is to be told and nobody else.
final class FenceSecretCommand implements Command {

    private static final int MOST_BYTES = 4_096;

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DEVICE", "fence-device");
        Given.parameter(spec, terminal, 1, "NAME", "fence-secret");
        Given.optional(spec, terminal, 2, "FROM", "fence-stdin");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        String device = Given.parameter(given, 0);
        String name = Given.parameter(given, 1);
        String value = value(Given.optional(given, 2), terminal, name);
        FenceSecretKept kept =
                AgentAccess.change(
                        given,
                        terminal,
                        one -> one.keepFenceSecret(new FenceSecret(device, name, value)));
        return told(kept, device, name, value.isEmpty(), given, terminal);
    }

    /// Who has it now; never what it is.
    static ExitCode told(
            FenceSecretKept kept,
            String thing,
            String name,
            boolean isForgotten,
            ParseResult given,
            Terminal terminal) {
        if (Given.isSet(given, "--json")) {
            terminal.json(kept);
        } else {
            terminal.out()
                    .println(
                            terminal.text(
                                    isForgotten ? "fence.secret.forgotten" : "fence.secret.kept",
                                    name,
                                    thing,
                                    String.join(", ", kept.nodes())));
        }
        if (kept.missing().isEmpty()) {
            return ExitCode.DONE;
        }
        terminal.error(terminal.text("fence.secret.missing", String.join(", ", kept.missing())));
        return ExitCode.FAILED;
    }

    /// Never a word of the command line: others could read it there.
    static String value(Optional<String> from, Terminal terminal, String name)
            throws Refusal, IOException {
        if (from.isEmpty()) {
            return Question.secret(
                    terminal,
                    terminal.text("fence.secret.prompt", name),
                    terminal.text("fence.secret.no-terminal"));
        }
        if (!from.get().equals("-")) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("fence.secret.on-line"));
        }
        String read = new String(terminal.in().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        return read.endsWith("\n") ? read.substring(0, read.length() - 1) : read;
    }
}
