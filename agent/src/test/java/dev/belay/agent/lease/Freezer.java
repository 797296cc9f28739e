package dev.belay.agent.lease;

import dev.belay.agent.service.ControlGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Freezes processes in a control group of its own (cgroups(7), `cgroup.freeze`). Needs root.
final class Freezer implements AutoCloseable {

    private static final String GROUP = "frozen";

    private final ControlGroups groups;
    private final Path folder;

    /// @param name of nobody else
    Freezer(String name) throws IOException {
        groups = ControlGroups.of("nemesis", name);
        folder = groups.make(GROUP);
    }

    /// Freezes processes; those that have ended meanwhile are left out.
    void freeze(List<ProcessHandle> processes) throws IOException {
        for (ProcessHandle one : processes) {
            move(one.pid(), folder);
        }
        Files.writeString(folder.resolve("cgroup.freeze"), "1");
    }

    /// Lets them go on, in the group that they came from.
    void thaw() throws IOException {
        Files.writeString(folder.resolve("cgroup.freeze"), "0");
        Path home = folder.resolve("../..").normalize();
        for (String pid : Files.readAllLines(folder.resolve("cgroup.procs"))) {
            move(Long.parseLong(pid), home);
        }
    }

    private static void move(long pid, Path group) throws IOException {
        try {
            Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
        } catch (IOException e) {
            if (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                throw e;
            }
        }
    }

    /// Kills what is still in it.
    @Override
    public void close() throws IOException {
        try {
            if (!groups.end(GROUP, Duration.ofSeconds(5))) {
                throw new IOException("something in '" + folder + "' does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        groups.leave();
    }
}
