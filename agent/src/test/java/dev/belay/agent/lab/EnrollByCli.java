package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.LiveFolder;
import dev.belay.agent.cli.Belay;
import dev.belay.api.Json;
import dev.belay.api.LabDescription;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.NodeStanding;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.model.status.NodeState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Makes a cluster out of bare nodes with the command line, as an administrator would on each host.
record EnrollByCli(TestLab lab) {

    private static final long PATIENCE_SECONDS = 90;

    /// The first node becomes the admin, the others its workers.
    void run() throws Exception {
        List<String> nodes = lab.description.nodes().stream().map(LabNode::id).toList();
        for (String node : nodes) {
            done(start(node, "", "key", "reset", "--yes"));
        }
        String admin = nodes.getFirst();
        Process preparing =
                start(
                        admin,
                        "",
                        "admin",
                        "prepare",
                        "--workers",
                        Integer.toString(nodes.size() - 1),
                        "--name",
                        "Edge",
                        "--json");
        BufferedReader said = preparing.inputReader(StandardCharsets.UTF_8);
        JsonNode opened = Json.MAPPER.readTree(String.valueOf(said.readLine()));
        String token = opened.get("token").asString();
        assertThat(token).startsWith(admin + ":");
        for (String node : nodes.subList(1, nodes.size())) {
            done(start(node, token + "\n", "worker", "prepare", "-"));
        }
        assertNoProcessShows(token);
        assertThat(preparing.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(preparing.exitValue()).isZero();
        List<String> steps =
                said.lines()
                        .map(line -> Json.MAPPER.readTree(line).get("step").asString())
                        .toList();
        assertThat(steps.stream().filter("VERIFIED"::equals)).hasSize(nodes.size() - 1);
        for (String node : nodes) {
            TestLab.await(
                    node + " sees all",
                    () ->
                            lab.api(node).status().nodes().size() == nodes.size()
                                    && lab.api(node).status().nodes().stream()
                                            .noneMatch(one -> one.state() == NodeState.UNKNOWN));
            NodeStanding standing = lab.api(node).standing();
            assertThat(standing.stage()).isEqualTo(node.equals(admin) ? Stage.ADMIN : Stage.WORKER);
            assertThat(standing.admin()).isEqualTo(admin);
        }
        String listed = done(start(admin, "", "node", "list"));
        assertThat(listed).contains("admin", "worker");
        assertNothingWrittenHas(token);
    }

    /// A command on a node, from the host of the lab: its socket is where the host can see it.
    Process start(String node, String input, String... arguments) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Belay.class.getName()));
        command.addAll(List.of(arguments));
        command.add("--socket");
        command.add(socket(node).toString());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        return process;
    }

    static String done(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private Path socket(String node) throws LabException {
        return lab.description.kind() == LabDescription.Kind.LOOPBACK
                ? Path.of(lab.node(node).socket())
                : Path.of("/proc/" + lab.view(node).hostPid() + "/root" + lab.node(node).socket());
    }

    private static String secret(String token) {
        return token.replaceAll(".*([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}).*", "$1");
    }

    private static void assertNoProcessShows(String token) {
        assertThat(
                        ProcessHandle.allProcesses()
                                .flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(line -> line.contains(secret(token)));
    }

    /// Logs, journals, the logs of consensus, snapshots: all files of the lab.
    private void assertNothingWrittenHas(String token) throws IOException {
        List<Path> files = LiveFolder.files(lab.folder.path());
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            String bytes = LiveFolder.bytes(file).orElse("");
            assertThat(bytes.contains(secret(token))).as(file.toString()).isFalse();
        }
    }
}
