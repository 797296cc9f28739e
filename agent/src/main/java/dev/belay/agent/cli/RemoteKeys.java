package dev.belay.agent.cli;

import dev.belay.agent.remote.AuthKey;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Where the key of remote nodes is.
final class RemoteKeys {

    private RemoteKeys() {}

    static void describe(CommandSpec spec, Terminal terminal) {
        spec.addOption(
                OptionSpec.builder("--key")
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description(
                                terminal.text("remote.key.option.key", AuthKey.USUAL.toString()))
                        .build());
    }

    static Path file(ParseResult given) {
        return given.matchedOptionValue("--key", AuthKey.USUAL);
    }
}
