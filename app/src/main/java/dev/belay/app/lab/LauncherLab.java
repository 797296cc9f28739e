package dev.belay.app.lab;

import dev.belay.api.Json;
import dev.belay.api.LabDescription;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The lab as the command `belay lab` starts it, in a child process; it lies in the folder in which
/// the same command looks for it in a terminal.
public final class LauncherLab implements Lab {
    private static final int NODES = 3;
    private static final int DOWN_SECONDS = 20;

    private final List<String> belay;
    private final Path folder;
    private final Supplier<String> locale;
    private volatile boolean ours;

    /// The command and the folder.
    ///
    /// @param belay the command and its first arguments, such as the launcher's path
    /// @param folder of the lab, at most 80 bytes long
    /// @param locale that the command speaks, such as `ja_JP.UTF-8`
    public LauncherLab(List<String> belay, Path folder, Supplier<String> locale) {
        this.belay = List.copyOf(belay);
        this.folder = folder;
        this.locale = locale;
    }

    /// Where `belay lab` keeps a user's lab.
    public static Path standardFolder(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base =
                cache.isEmpty()
                        ? Path.of(environment.getOrDefault("HOME", "/tmp"), ".cache")
                        : Path.of(cache);
        return base.resolve("belay").resolve("lab");
    }

    @Override
    public Running up(Consumer<String> progress) throws LabException, InterruptedException {
        Optional<LabDescription> already = described();
        if (already.isPresent()) {
            return new Running(already.get(), ours);
        }
        ours = true;
        List<String> last = new ArrayList<>();
        int exit =
                run(
                        line -> {
                            last.add(line);
                            progress.accept(line);
                        },
                        "lab",
                        "up",
                        "--nodes",
                        Integer.toString(NODES),
                        "--json",
                        "--dir",
                        folder.toString());
        if (exit != 0) {
            throw new LabException(last.isEmpty() ? "belay lab up: exit " + exit : last.getLast());
        }
        return described()
                .map(description -> new Running(description, true))
                .orElseThrow(() -> new LabException(folder + ": no " + LabDescription.FILE));
    }

    @Override
    public void down() throws LabException, InterruptedException {
        if (!ours) {
            return;
        }
        List<String> said = new ArrayList<>();
        int exit = run(said::add, "lab", "down", "--dir", folder.toString());
        if (exit != 0 && described().isPresent()) {
            throw new LabException(
                    said.isEmpty() ? "belay lab down: exit " + exit : said.getLast());
        }
        ours = false;
    }

    /// What the lab in the folder says of itself; empty when none is up there.
    private Optional<LabDescription> described() throws LabException {
        Path file = folder.resolve(LabDescription.FILE);
        try {
            LabDescription found =
                    Json.MAPPER.readValue(Files.readAllBytes(file), LabDescription.class);
            boolean alive =
                    ProcessHandle.of(found.supervisorPid())
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
            return alive ? Optional.of(found) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new LabException(file + ": " + e.getMessage(), e);
        }
    }

    private int run(Consumer<String> line, String... arguments)
            throws LabException, InterruptedException {
        List<String> command = new ArrayList<>(belay);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", locale.get());
        // progress is on the error stream; what the command prints as JSON is read from the folder
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new LabException(command.getFirst() + ": " + e.getMessage(), e);
        }
        try {
            process.getOutputStream().close();
            Thread reader =
                    Thread.ofVirtual().name("lab-progress").start(() -> read(process, line));
            int exit = process.waitFor();
            reader.join();
            return exit;
        } catch (IOException e) {
            process.destroy();
            throw new LabException(command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            process.destroy();
            if (!process.waitFor(DOWN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            throw e;
        }
    }

    private static void read(Process process, Consumer<String> line) {
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            @Nullable String next = reader.readLine();
            while (next != null) {
                if (!next.isBlank()) {
                    line.accept(next.strip());
                }
                next = reader.readLine();
            }
        } catch (IOException e) {
            line.accept(String.valueOf(e.getMessage()));
        }
    }
}
