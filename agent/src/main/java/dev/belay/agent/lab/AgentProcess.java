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

    private final Process process;
    private boolean paused;

    private AgentProcess(Process process) {
        this.process = process;
    }

    /// @param record where the agent writes a start-up cache at its end; null for none
    static AgentProcess start(AgentPlace place, @Nullable Path record) throws IOException {
        var command = new ArrayList<>(dyingWithParent());
        command.addAll(commandOf(place, record));
        return new AgentProcess(
                tuned(new ProcessBuilder(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(place.logFile().toFile()))
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start());
    }

    static List<String> commandOf(AgentPlace place, @Nullable Path record) throws IOException {
        return new JavaProgram("agent", AgentMain.class)
                .command(
                        record,
                        List.of("--config", place.configFile().toString(), "--die-with-parent"));
    }

    static ProcessBuilder tuned(ProcessBuilder builder) {
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder;
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
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    LabState.Life life() {
        if (!process.isAlive()) {
            return LabState.Life.DOWN;
        }
        return paused ? LabState.Life.PAUSED : LabState.Life.RUNNING;
    }

    void pause() throws IOException, InterruptedException {
        Signals.send("STOP", pid());
        paused = true;
    }

    void resume() throws IOException, InterruptedException {
        Signals.send("CONT", pid());
        paused = false;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// SIGTERM, and SIGKILL to one that does not follow.
    void stop() throws IOException, InterruptedException {
        if (paused) {
            resume();
        }
        process.destroy();
        if (!process.waitFor(ORDERLY.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    /// The recording of a start-up cache takes its time after the agent itself has stopped.
    void awaitEnd(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    void terminate() {
        process.destroy();
    }
}
