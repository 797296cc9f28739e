package dev.belay.agent.lab;

import dev.belay.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Starts the supervisor of a lab, which outlives whoever started it and their terminal.
///
/// @param folder where
/// @param nodes how many, 1–17: at first up to seven vote, the others learn
/// @param netns whether nodes are hosts of their own, in network namespaces
/// @param bare whether nodes are in no cluster, so that enrollment can be tried
public record LabStart(LabFolder folder, int nodes, boolean netns, boolean bare) {

    public static final int MOST_NODES = 17;

    /// More votes make each decision slower and none safer.
    static final int MOST_VOTERS = 7;

    /// A lab with a cluster.
    public LabStart(LabFolder folder, int nodes, boolean netns) {
        this(folder, nodes, netns, false);
    }

    /// Returns when the lab is up, or it is certain that it is not. Blocks.
    ///
    /// @param progress is told each step
    public void run(Consumer<LabProgress> progress) throws LabException, IOException {
        run(progress, null, null);
    }

    /// @param agentCache where the first node's agent writes a start-up cache at its end
    /// @param ownCache where the supervisor writes one at its end
    void run(Consumer<LabProgress> progress, @Nullable Path agentCache, @Nullable Path ownCache)
            throws LabException, IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new LabException("not.linux", System.getProperty("os.name"));
        }
        Path complaints = Files.createTempFile("belay-lab", ".log");
        try {
            Process process = spawn(complaints, agentCache, ownCache);
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                follow(lines, progress, complaints);
            }
        } finally {
            Files.deleteIfExists(complaints);
        }
    }

    private Process spawn(Path complaints, @Nullable Path agentCache, @Nullable Path ownCache)
            throws IOException {
        var arguments =
                new ArrayList<>(
                        List.of(
                                folder.path().toString(),
                                Integer.toString(nodes),
                                (netns ? "netns" : "loopback") + (bare ? LabMain.BARE : "")));
        if (agentCache != null) {
            arguments.add(agentCache.toString());
        }
        var command = new ArrayList<String>();
        // A terminal that closes, or its Ctrl-C, must not end the lab.
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(new JavaProgram("lab", LabMain.class).command(ownCache, arguments));
        return new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(complaints.toFile())
                .start();
    }

    private static void follow(
            BufferedReader lines, Consumer<LabProgress> progress, Path complaints)
            throws LabException, IOException {
        for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
            LabProgress said;
            try {
                said = Json.MAPPER.readValue(line, LabProgress.class);
            } catch (JacksonException e) {
                throw new LabException("supervisor.ended", line);
            }
            switch (said.kind()) {
                case STEP -> progress.accept(said);
                case READY -> {
                    return;
                }
                case FAILED -> throw new LabException(said.code(), said.arguments());
            }
        }
        throw new LabException("supervisor.ended", Files.readString(complaints).strip());
    }
}
