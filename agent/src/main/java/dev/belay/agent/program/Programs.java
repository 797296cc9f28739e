package dev.belay.agent.program;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.Urgency;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Runs programs of others on this node.
public final class Programs {

    /// What a reader needs for what is in a pipe already.
    private static final Duration LAST_WORDS = Duration.ofMillis(250);

    private static final String NOT_STARTED = "belay: not started: ";
    private static final int CODE_CGROUP = 125;
    private static final int CODE_NOT_RUN = 126;
    private static final int CODE_NOT_FOUND = 127;

    /// All that differs comes as an argument: the shell reads nothing of it as a program.
    private static final String INTO_CGROUP =
            "echo $$ >\"$0\" || { echo '"
                    + NOT_STARTED
                    + "no entry to the cgroup' >&2; exit "
                    + CODE_CGROUP
                    + "; }; exec \"$@\"";

    private final Path folder;
    private final boolean isRoot;
    private final Supplier<SortedMap<String, String>> surroundings;

    /// @param folder for what lives as long as one program runs; made when it is missing
    public Programs(Path folder) {
        this(folder, Collections::emptySortedMap);
    }

    /// @param folder for what lives as long as one program runs; made when it is missing
    /// @param surroundings what each program finds in its environment besides its command's; asked
    ///   anew for each
    public Programs(Path folder, Supplier<SortedMap<String, String>> surroundings) {
        this.folder = folder;
        this.isRoot = Posix.isRoot();
        this.surroundings = surroundings;
    }

    /// A folder that only this user sees, for one call; [#forget] removes it.
    public Path privateFolder() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempDirectory(
                folder,
                "call-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// Removes a folder and what is in it, as far as that goes.
    public static void forget(Path folder) {
        try (var entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException | UncheckedIOException e) {
            // It lies below /run: gone with the next start of the machine.
            return;
        }
    }

    /// Why a program may not be run; empty when it may.
    public Optional<String> objection(Path program) {
        return Trust.objection(program, isRoot);
    }

    /// Blocks until the program ended, at most for its time, its grace and a little more. All that
    /// it started is ended with it when its time is over or this thread is interrupted, and left
    /// alone otherwise: a daemon is meant to stay.
    public Ending run(Command asked) throws InterruptedException {
        Command command = surrounded(asked);
        Optional<String> objection = objection(command.program());
        if (objection.isPresent()) {
            return new Ending.NotStarted(objection.get());
        }
        Optional<String> unfit = unfit(command);
        if (unfit.isPresent()) {
            return new Ending.NotStarted(unfit.get());
        }
        Path pipes;
        try {
            pipes = privateFolder();
        } catch (IOException e) {
            return notStarted(command, e);
        }
        try {
            return run(command, pipes);
        } catch (IOException e) {
            return notStarted(command, e);
        } finally {
            forget(pipes);
        }
    }

    private Command surrounded(Command asked) {
        SortedMap<String, String> environment = new TreeMap<>(surroundings.get());
        environment.putAll(asked.environment());
        return asked.withEnvironment(environment);
    }

    private static Ending notStarted(Command command, IOException e) {
        return new Ending.NotStarted(
                "'%s' could not be started: %s".formatted(command.program(), e.getMessage()));
    }

    private static Optional<String> unfit(Command command) {
        boolean hasNul =
                command.environment().values().stream().anyMatch(value -> value.indexOf(0) >= 0)
                        || command.arguments().stream().anyMatch(value -> value.indexOf(0) >= 0);
        if (hasNul) {
            return Optional.of(
                    "'%s' was to get a value with a NUL in it: remove that character"
                            .formatted(command.program()));
        }
        int input = command.input().getBytes(StandardCharsets.UTF_8).length;
        return input <= Command.INPUT_MAX
                ? Optional.empty()
                : Optional.of(
                        "'%s' can read %d bytes, found %d: shorten its parameters"
                                .formatted(command.program(), Command.INPUT_MAX, input));
    }

    private static Ending run(Command command, Path pipes)
            throws IOException, InterruptedException {
        Pipe out = Pipe.open(pipes.resolve("out"), new Tail(command.outputBytes(), ""));
        Pipe err;
        try {
            err = Pipe.open(pipes.resolve("err"), new Tail(Command.OUTPUT_BYTES, command.remark()));
        } catch (IOException e) {
            out.close();
            throw e;
        }
        try {
            return run(command, out, err);
        } finally {
            out.close();
            err.close();
        }
    }

    private static Ending run(Command command, Pipe out, Pipe err)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = start(command, out.path(), err.path());
        var session = new Session(process);
        boolean ended;
        try {
            out.started();
            err.started();
            ended = process.waitFor(command.atMost().toNanos(), TimeUnit.NANOSECONDS);
            if (!ended) {
                session.end(command.grace());
            }
            out.finish(LAST_WORDS);
            err.finish(LAST_WORDS);
        } catch (InterruptedException | IOException e) {
            session.killAtOnce();
            throw e;
        }
        var said =
                new Said(
                        out.tail().text(),
                        err.tail().text(),
                        err.tail().remark(),
                        out.tail().isCut(),
                        Duration.ofNanos(System.nanoTime() - start));
        return ended ? ended(process.exitValue(), said) : new Ending.TimedOut(said);
    }

    /// What only our own wrappers say means that nothing was run.
    private static Ending ended(int code, Said said) {
        boolean isUnstarted =
                switch (code) {
                    case CODE_CGROUP -> said.err().contains(NOT_STARTED);
                    case CODE_NOT_RUN, CODE_NOT_FOUND -> said.err().startsWith("setsid: ");
                    default -> false;
                };
        return isUnstarted ? new Ending.NotStarted(said.err()) : new Ending.Ended(code, said);
    }

    private static Process start(Command command, Path out, Path err) throws IOException {
        List<String> line = new ArrayList<>(Urgency.calmly());
        command.cgroup()
                .ifPresent(cgroup ->
                        line.addAll(
                                List.of(
                                        "/bin/sh",
                                        "-c",
                                        INTO_CGROUP,
                                        cgroup.resolve("cgroup.procs").toString())));
        // A session of its own: it is ended as a whole.
        line.addAll(List.of("/usr/bin/setsid", "--", command.program().toString()));
        line.addAll(command.arguments());
        var builder = new ProcessBuilder(line).directory(Path.of("/").toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(command.environment());
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        if (command.input().isEmpty()) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        Process process = builder.start();
        if (!command.input().isEmpty()) {
            // Whoever does not read must not hold up whoever waits for the end of its time.
            Thread.ofPlatform().daemon().name("input").start(() -> write(process, command.input()));
        }
        return process;
    }

    private static void write(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; its exit code says what that means.
            return;
        }
    }
}
