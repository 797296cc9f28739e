package dev.belay.agent.cli;

import dev.belay.agent.remote.AuthKey;
import dev.belay.agent.remote.AuthKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Makes the key that members and remote nodes share, in a file of this machine.
final class RemoteKeyCreateCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        RemoteKeys.describe(spec, terminal);
        Question.describe(spec, terminal);
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        Path file = RemoteKeys.file(given);
        if (Files.exists(file)) {
            Question.confirm(given, terminal, terminal.text("remote.key.replace", file.toString()));
        }
        AuthKey key;
        try {
            key = AuthKeyFile.make(file);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    terminal.text(
                            "remote.key.unwritten",
                            file.toString(),
                            String.valueOf(e.getMessage())));
        }
        if (Given.isSet(given, "--json")) {
            terminal.json(Map.of("file", file.toString(), "fingerprint", key.fingerprint()));
        } else {
            terminal.out()
                    .println(terminal.text("remote.key.made", file.toString(), key.fingerprint()));
        }
        return ExitCode.DONE;
    }
}
