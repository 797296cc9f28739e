package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.Urgency;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs one program of an operator, with a limit on its time and on what it says.
final class HookCommand {

    private static final int SIGKILL = 9;
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private HookCommand() {}

    /// How it ended.
    sealed interface Outcome {

        /// By itself.
        record Ended(int code, String said) implements Outcome {}

        /// It was killed with all that it had started: what it did until then is not known.
        record TimedOut(String said) implements Outcome {}

        /// There is no such program, or it may not be run.
        record NotStarted(String why) implements Outcome {}
    }

    /// Blocks until it ended, at most for the time and a little more.
    static Outcome run(List<String> command, Duration atMost) throws InterruptedException {
        // A session of its own: its process group is killed as a whole.
        List<String> line = new ArrayList<>(Urgency.calmly());
        line.addAll(List.of("setsid", "--"));
        line.addAll(command);
        Process process;
        try {
            var builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.directory(Path.of("/").toFile());
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().put("LC_ALL", "C.UTF-8");
            process = builder.start();
        } catch (IOException e) {
            return new Outcome.NotStarted(String.valueOf(e.getMessage()));
        }
        var said = new Captured();
        Thread reader = Thread.ofVirtual().start(() -> read(process.getInputStream(), said));
        boolean ended;
        try {
            ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            kill(process);
            throw e;
        }
        if (!ended) {
            kill(process);
            process.waitFor();
        }
        // A daemon that it left behind may hold the pipe for ever.
        reader.join(LAST_WORDS);
        return ended
                ? new Outcome.Ended(process.exitValue(), said.text())
                : new Outcome.TimedOut(said.text());
    }

    private static void read(InputStream stream, Captured said) {
        try (stream) {
            var bytes = new byte[4096];
            for (int read = stream.read(bytes); read >= 0; read = stream.read(bytes)) {
                said.add(bytes, read);
            }
        } catch (IOException e) {
            // The pipe of a program that was killed.
            said.add(new byte[0], 0);
        }
    }

    private static void kill(Process process) {
        // Those that left the group are still its descendants now, and nobody's in a moment.
        List<ProcessHandle> descendants = process.descendants().toList();
        try {
            Posix.kill(-(int) process.pid(), SIGKILL);
        } catch (PosixException e) {
            // Killed before it had a group, or gone by itself.
            process.destroyForcibly();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
