package dev.belay.agent.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One host of the lab: namespaces of its own for network, mounts, host name and processes. It dies
/// with the supervisor, because its first process does, and all others with that one.
final class NetnsHost {

    private final Process outer;
    private final BufferedReader said;
    private final long firstPid;

    private NetnsHost(Process outer, BufferedReader said, long firstPid) {
        this.outer = outer;
        this.said = said;
        this.firstPid = firstPid;
    }

    static NetnsHost start(AgentPlace place)
            throws LabException, IOException, InterruptedException {
        Path script = place.folder().resolve("host.sh");
        try (InputStream in = NetnsHost.class.getResourceAsStream("host.sh")) {
            if (in == null) {
                throw new IOException("the program lacks its resource host.sh");
            }
            Files.write(script, in.readAllBytes());
        }
        var command = new ArrayList<>(AgentProcess.dyingWithParent());
        command.addAll(
                List.of(
                        "unshare",
                        "--net",
                        "--mount",
                        "--uts",
                        "--ipc",
                        "--pid",
                        "--fork",
                        "--kill-child=KILL",
                        "--mount-proc",
                        "--propagation",
                        "private",
                        "--",
                        "bash",
                        script.toString(),
                        place.id(),
                        place.folder().toString()));
        Process outer =
                new ProcessBuilder(command)
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(
                                        place.folder().resolve("host.log").toFile()))
                        .start();
        BufferedReader said = outer.inputReader(StandardCharsets.UTF_8);
        if (!"ready".equals(said.readLine())) {
            outer.destroyForcibly().waitFor();
            throw new LabException(
                    "host", place.id(), LabFolder.lastLine(place.folder().resolve("host.log")));
        }
        long first =
                outer.children()
                        .findFirst()
                        .orElseThrow(() -> new IOException("the host of " + place.id() + " ended"))
                        .pid();
        return new NetnsHost(outer, said, first);
    }

    /// The first process, as this machine numbers it.
    long firstPid() {
        return firstPid;
    }

    boolean isUp() {
        return outer.isAlive();
    }

    /// Tells the first process to do something, and waits for its word.
    String order(String order) throws IOException {
        outer.outputWriter(StandardCharsets.UTF_8).append(order).append('\n').flush();
        return String.valueOf(said.readLine());
    }

    List<String> enter() {
        return List.of(
                "nsenter", "-t", Long.toString(firstPid), "-m", "-u", "-i", "-n", "-p", "--");
    }

    /// All processes of the host, as this machine numbers them.
    List<Long> pids() throws IOException {
        Path own = Files.readSymbolicLink(Path.of("/proc", Long.toString(firstPid), "ns", "pid"));
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid)
                    .filter(pid -> {
                        try {
                            return Files.readSymbolicLink(
                                            Path.of("/proc", pid.toString(), "ns", "pid"))
                                    .equals(own);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .toList();
        }
    }

    /// Ends the first process, and with it the kernel ends all others.
    void end() throws IOException, InterruptedException {
        Signals.send("KILL", firstPid);
        outer.destroyForcibly();
        outer.waitFor();
    }
}
