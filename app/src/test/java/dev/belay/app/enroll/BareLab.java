package dev.belay.app.enroll;

import dev.belay.api.Json;
import dev.belay.api.LabDescription;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.app.connect.SavedConnection;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Real agents behind real SSH servers, in no cluster, in processes of their own.
public final class BareLab implements AutoCloseable {
    private static final String COMMAND_LINE = "dev.belay.agent.cli.Belay";
    private static final long PATIENCE_SECONDS = 90;

    private final Path folder;
    private final LabDescription description;

    private BareLab(Path folder, LabDescription description) {
        this.folder = folder;
        this.description = description;
    }

    /// Starts three of them.
    ///
    /// @param parent a short path: sockets lie below it
    public static BareLab start(Path parent, boolean netns)
            throws IOException, InterruptedException {
        return start(parent, netns ? List.of("--bare", "--netns") : List.of("--bare"));
    }

    /// Starts three that are a cluster.
    ///
    /// @param parent a short path: sockets lie below it
    public static BareLab cluster(Path parent) throws IOException, InterruptedException {
        return start(parent, List.of());
    }

    /// Starts three hosts that are a cluster, each with a network of its own.
    ///
    /// @param parent a short path: sockets lie below it
    public static BareLab clusterOfHosts(Path parent) throws IOException, InterruptedException {
        return start(parent, List.of("--netns"));
    }

    private static BareLab start(Path parent, List<String> options)
            throws IOException, InterruptedException {
        Path folder = parent.resolve("lab");
        List<String> arguments =
                new ArrayList<>(List.of("lab", "up", "--nodes", "3", "--dir", folder.toString()));
        arguments.addAll(options);
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

    /// All nodes, in the order of their ids.
    public List<LabNode> nodes() {
        return description.nodes();
    }

    /// The private key that every node accepts.
    public String keyFile() {
        return description.keyFile();
    }

    /// Runs a script on a node as root, over SSH with the system's client.
    public void onHost(LabNode node, String script) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        "ssh",
                        "-F",
                        "none",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "UserKnownHostsFile=" + knownHosts(),
                        "-i",
                        keyFile(),
                        "-p",
                        Integer.toString(node.sshPort()),
                        description.user() + "@" + node.address(),
                        "sh",
                        "-s");
        process(command, script);
    }

    /// Runs the command line on this machine against a node, over SSH.
    ///
    /// @param input what it reads
    /// @return what it said
    public String cli(LabNode node, String input, String... words)
            throws IOException, InterruptedException {
        List<String> command = java();
        command.addAll(List.of(words));
        command.addAll(
                List.of(
                        "-H",
                        description.user() + "@" + node.address() + ":" + node.sshPort(),
                        "-i",
                        keyFile(),
                        "--known-hosts",
                        knownHosts().toString()));
        return process(command, input);
    }

    /// The real host keys of all nodes.
    public Path knownHosts() {
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
        List<String> command = java();
        command.addAll(arguments);
        process(command, "");
    }

    /// How the command line is started.
    public static List<String> java() {
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        COMMAND_LINE));
    }

    private static String process(List<String> command, String input)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("belay-lab", ".log");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(input);
            }
            String line = String.join(" ", command.subList(command.size() / 2, command.size()));
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(line + " did not end: " + Files.readString(said));
            }
            if (process.exitValue() != 0) {
                throw new IOException(line + ": " + Files.readString(said));
            }
            return Files.readString(said);
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
