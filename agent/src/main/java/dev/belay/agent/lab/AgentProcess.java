package dev.belay.agent.lab;

import dev.belay.agent.main.AgentMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One agent's process. It dies with the thread that started it, even when it is paused: the kernel
/// sees to that.
final class AgentProcess {

    private static final Duration ORDERLY = Duration.ofSeconds(5);

    /// A start-up cache is written after the agent itself has stopped.
    private static final Duration RECORDING = Duration.ofMinutes(2);

    private final Process process;

    /// The agent itself; not the process that was started where something stands between.
    private final ProcessHandle agent;

    private boolean paused;

    /// How long an orderly stop may take.
    private final Duration longestStop;

    private AgentProcess(Process process, ProcessHandle agent, Duration longestStop) {
        this.process = process;
        this.agent = agent;
        this.longestStop = longestStop;
    }

    /// @param record where the agent writes a start-up cache at its end; null for none
    static AgentProcess start(AgentPlace place, @Nullable Path record) throws IOException {
        var command = new ArrayList<>(dyingWithParent());
        List<String> agent = new ArrayList<>(commandOf(place, record));
        // Names of nodes are known to the lab alone; where nodes are hosts, each has its own file.
        agent.add(1, "-Djdk.net.hosts.file=" + place.hostsFile());
        command.addAll(agent);
        command.add("--die-with-parent");
        Process process = launch(command, place);
        return new AgentProcess(process, process.toHandle(), record == null ? ORDERLY : RECORDING);
    }

    /// On a host of its own, where it dies with the host's first process.
    static AgentProcess startInside(NetnsHost host, AgentPlace place)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(dyingWithParent());
        command.addAll(host.enter());
        command.addAll(commandOf(place, null));
        Process entering = launch(command, place);
        // It enters the host, then forks the agent.
        long deadline = System.nanoTime() + ORDERLY.toNanos();
        while (entering.isAlive() && System.nanoTime() < deadline) {
            var agent = entering.children().findFirst();
            if (agent.isPresent()) {
                return new AgentProcess(entering, agent.get(), ORDERLY);
            }
            Thread.sleep(1);
        }
        entering.destroyForcibly();
        throw new IOException(
                "the agent of " + place.id() + " did not start, see " + place.logFile());
    }

    private static Process launch(List<String> command, AgentPlace place) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(place.logFile().toFile()))
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
    }

    private static List<String> commandOf(AgentPlace place, @Nullable Path record)
            throws IOException {
        return new JavaProgram("agent", AgentMain.class)
                .command(record, List.of("--config", place.configFile().toString()));
    }

    /// From the first instruction on, where the system has the tool for it; the agent asks for the
    /// same a moment later.
    static List<String> dyingWithParent() {
        for (String place : List.of("/usr/bin/setpriv", "/bin/setpriv")) {
            if (Files.isExecutable(Path.of(place))) {
                return List.of(place, "--pdeathsig", "KILL", "--");
            }
        }
        return List.of();
    }

    long pid() {
        return agent.pid();
    }

    boolean isAlive() {
        return process.isAlive() && agent.isAlive() && !isUnreaped();
    }

    /// What stands between stopped itself when the agent was stopped by somebody else, and sees its
    /// end only when it goes on.
    private boolean isUnreaped() {
        if (paused || agent.pid() == process.pid()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + agent.pid() + "/stat"));
            if (!stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z")) {
                return false;
            }
            Signals.send("CONT", process.pid());
        } catch (IOException e) {
            // It is gone altogether.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    LabState.Life life() {
        if (!isAlive()) {
            return LabState.Life.DOWN;
        }
        return paused ? LabState.Life.PAUSED : LabState.Life.RUNNING;
    }

    void pause() throws IOException, InterruptedException {
        Signals.send("STOP", pid());
        paused = true;
    }

    void resume() throws IOException, InterruptedException {
        // What stands between stops itself when the agent is stopped.
        Signals.send("CONT", List.of(pid(), process.pid()));
        paused = false;
    }

    void kill() throws IOException, InterruptedException {
        if (process.isAlive()) {
            Signals.send("KILL", pid());
            // What stands between sees the end of the agent and reaps it, if it is not stopped
            // itself.
            Signals.send("CONT", process.pid());
        }
        if (!process.waitFor(ORDERLY.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /// SIGTERM, and SIGKILL to one that does not follow.
    void stop() throws IOException, InterruptedException {
        resume();
        Signals.send("TERM", pid());
        if (!process.waitFor(longestStop.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }
}
