package dev.belay.agent.cli;

import dev.belay.agent.texts.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Runs what people run most, into the void, so that a start-up cache can be recorded:
/// `StartupTraining LAB_FOLDER SOCKET`.
public final class StartupTraining {

    private StartupTraining() {}

    /// A folder to publish.
    private static String site(String lab) throws IOException {
        Path site = Files.createDirectories(Path.of(lab, "training"));
        Files.writeString(site.resolve("index"), "training");
        return site.toString();
    }

    public static void main(String[] args) throws IOException {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var terminal =
                new Terminal(
                        InputStream.nullInputStream(),
                        nowhere,
                        nowhere,
                        Texts.of(Terminal.class, Locale.ROOT),
                        Locale.ROOT,
                        true,
                        Map.of());
        for (List<String> command :
                List.of(
                        List.of("--help"),
                        List.of("status", "--socket", args[1]),
                        List.of("status", "--json", "--socket", args[1]),
                        List.of("check-status", "--socket", args[1]),
                        List.of("events", "--socket", args[1]),
                        List.of("config", "list", "--socket", args[1]),
                        List.of(
                                "config",
                                "publish",
                                "training",
                                site(args[0]),
                                "--target",
                                Path.of(args[0]).toAbsolutePath() + "/{node}/trained",
                                "--socket",
                                args[1]),
                        List.of("lab", "status", "--dir", args[0]))) {
            Belay.run(command.toArray(String[]::new), terminal);
        }
        // The process's own terminal takes other ways than one into the void.
        Belay.run(new String[] {"--version"}, Terminal.ofProcess());
        System.exit(0);
    }
}
