package dev.belay.app.enroll;

import dev.belay.api.Json;
import dev.belay.api.LabDescription;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.app.connect.SavedConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Real agents behind real SSH servers, in no cluster, in processes of their own.
final class BareLab implements AutoCloseable {
    private static final String COMMAND_LINE = "dev.belay.agent.cli.Belay";
    private static final long PATIENCE_SECONDS = 90;

    private final Path folder;
    private final LabDescription description;

    private BareLab(Path folder, LabDescription description) {
        this.folder = folder;
        this.description = description;
    }

    /// @param parent a short path: sockets lie below it
    static BareLab start(Path parent, boolean netns) throws IOException, InterruptedException {
        Path folder = parent.resolve("lab");
        List<String> arguments =
                new ArrayList<>(
                        List.of("lab", "up", "--bare", "--nodes", "3", "--dir", folder.toString()));
        if (netns) {
            arguments.add("--netns");
        }
        try {
            run(arguments);
            return new BareLab(
                    folder,
                    Json.MAPPER.readValue(
                            Files.readAllBytes(folder.resolve(LabDescription.FILE)),
                            LabDescription.class));
        } catch (IOException e) {
            run(List.of("lab", "down", "--dir", folder.toString()));
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    Path knownHosts() {
        return Path.of(description.knownHostsFile());
    }

    /// The way to a node, as a user would have written it.
    SavedConnection way(String id) {
        LabNode node =
                description.nodes().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return new SavedConnection(
                "way-" + id,
                id,
                false,
                description.user(),
                node.sshPort(),
                "",
                description.keyFile(),
                node.socket(),
                List.of(new SavedConnection.SavedNode(node.address(), "")));
    }

    private static void run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                COMMAND_LINE));
        command.addAll(arguments);
        Path said = Files.createTempFile("belay-lab", ".log");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(arguments + " did not end: " + Files.readString(said));
            }
            if (process.exitValue() != 0) {
                throw new IOException(arguments + ": " + Files.readString(said));
            }
        } finally {
            Files.delete(said);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run(List.of("lab", "down", "--dir", folder.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
