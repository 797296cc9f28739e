package dev.belay.agent.lab;

import dev.belay.api.LabDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes start-up caches by running a real lab once: one of its agents, its supervisor and the
/// command line each write down what they loaded.
///
/// @param folder where the caches go
/// @param commands runs the command line's most used commands, given the lab's folder and a socket
public record CacheRecording(Path folder, Class<?> commands) {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int NODES = 3;

    /// The virtual machine sometimes ends without having written one, above all on a busy machine.
    private static final int ATTEMPTS = 3;

    /// Blocks until the caches are there; a cache that could not be made is left out, and what the
    /// agent said then is told.
    public void run() throws LabException, IOException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS && !isWhole(); attempt++) {
            record();
        }
    }

    private boolean isWhole() {
        return Stream.of("agent", "lab", "cli")
                .allMatch(kind -> Files.exists(folder.resolve(kind + ".aot")));
    }

    private void record() throws LabException, IOException, InterruptedException {
        Path work = Files.createTempDirectory("belay-caches");
        var lab = new LabFolder(work.resolve("lab"));
        Path agent = work.resolve("agent.aot");
        Path supervisor = work.resolve("lab.aot");
        Path commandLine = work.resolve("cli.aot");
        try {
            new LabStart(lab, NODES, false).run(_ -> {}, agent, supervisor);
            var client = new LabClient(lab);
            LabDescription described = client.order(LabOrder.of(LabOrder.Verb.STATUS)).lab();
            runCommands(lab, described, commandLine);
            publish(commandLine);
            String first = described.nodes().getFirst().id();
            client.order(LabOrder.of(LabOrder.Verb.STOP, first));
            if (!Files.exists(agent)) {
                Path said = lab.path().resolve(first).resolve("agent.log");
                System.out.println("no cache of an agent; " + first + " said:");
                System.out.println(Files.exists(said) ? Files.readString(said) : "nothing");
            }
            publish(agent);
            client.order(LabOrder.of(LabOrder.Verb.DOWN));
            LabClient.awaitEnd(described.supervisorPid(), LONGEST);
            publish(supervisor);
        } finally {
            // What a recording that broke off left behind goes too.
            try (var left = Files.newDirectoryStream(work)) {
                for (Path file : left) {
                    if (Files.isRegularFile(file)) {
                        Files.delete(file);
                    }
                }
            }
            Files.deleteIfExists(work);
        }
    }

    private void runCommands(LabFolder lab, LabDescription described, Path cache)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                new JavaProgram("cli", commands)
                                        .command(
                                                cache,
                                                List.of(
                                                        lab.path().toString(),
                                                        described.nodes().getFirst().socket())))
                        .inheritIO()
                        .start();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /// Whole or not at all: a start that finds the file must be able to use it.
    private void publish(Path cache) throws IOException {
        if (!Files.exists(cache)) {
            return;
        }
        Path fresh = folder.resolve(cache.getFileName() + ".new");
        Files.copy(cache, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, folder.resolve(cache.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
}
