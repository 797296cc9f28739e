package dev.belay.agent.cli;

import dev.belay.agent.program.Command;
import dev.belay.agent.program.Ending;
import dev.belay.agent.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What Squid itself says of a configuration.
///
/// @param result what came of asking it
/// @param said its own words; empty when it is content
record SquidParse(Result result, String said) {

    /// What came of it.
    enum Result {
        GOOD,
        REFUSED,
        /// It did not answer in time, or could not be run.
        UNKNOWN,
        /// There is no Squid on this machine.
        NOT_INSTALLED
    }

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /// Asks the Squid of this machine. Blocks.
    static SquidParse of(Path file) throws IOException, InterruptedException {
        Optional<Path> squid =
                Stream.of("/usr/sbin/squid", "/usr/local/sbin/squid", "/usr/local/squid/sbin/squid")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst();
        if (squid.isEmpty()) {
            return new SquidParse(Result.NOT_INSTALLED, "");
        }
        Path folder = Files.createTempDirectory("belay-squid-");
        try {
            return of(
                    new Programs(folder)
                            .run(
                                    Command.of(
                                            squid.get(),
                                            List.of(
                                                    "-k",
                                                    "parse",
                                                    "-f",
                                                    file.toAbsolutePath().toString()),
                                            AT_MOST)));
        } finally {
            Programs.forget(folder);
        }
    }

    private static SquidParse of(Ending ending) {
        return switch (ending) {
            case Ending.Ended(int code, var said) ->
                    code == 0
                            ? new SquidParse(Result.GOOD, "")
                            : new SquidParse(Result.REFUSED, complaint(said.err()));
            case Ending.TimedOut(var said) -> new SquidParse(Result.UNKNOWN, said.err());
            case Ending.NotStarted(var why) -> new SquidParse(Result.UNKNOWN, why);
        };
    }

    /// Without the lines that only say what it reads.
    private static String complaint(String said) {
        List<String> lines =
                said.lines()
                        .filter(one -> one.contains("FATAL") || one.contains("ERROR"))
                        .map(one -> one.replaceFirst("^[0-9/]+ [0-9:.]+\\|\\s*", ""))
                        .distinct()
                        .toList();
        return lines.isEmpty() ? said.strip() : String.join("; ", lines);
    }
}
