package dev.belay.agent.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Programs of the system that a lab calls.
final class Tools {

    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin");

    private Tools() {}

    /// A program that did not do what it was called for.
    static final class Failure extends IOException {
        Failure(List<String> command, int code, String said) {
            super("'" + String.join(" ", command) + "' ended with " + code + ": " + said.strip());
        }
    }

    static Optional<Path> find(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Those of the names that are not there.
    static List<String> missing(List<String> names) {
        return names.stream().filter(name -> find(name).isEmpty()).toList();
    }

    /// Runs a program to its end.
    ///
    /// @return what it said
    static String run(String... command) throws IOException, InterruptedException {
        return runWith("", List.of(command));
    }

    static String runWith(String input, List<String> command)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new Failure(command, code, said);
        }
        return said;
    }

    /// Prefixes a command so that it runs in the network of a process.
    static String[] inNetworkOf(long pid, String... command) {
        var line = new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid), "-n", "--"));
        line.addAll(List.of(command));
        return line.toArray(String[]::new);
    }
}
