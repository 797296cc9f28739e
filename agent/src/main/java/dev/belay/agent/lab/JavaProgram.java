package dev.belay.agent.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a JVM of ours is started: the flags of its kind, the class path of this process, and a
/// start-up cache where there is one.
///
/// @param kind name of the file with the flags: `agent`, `lab`, `cli`
/// @param mainClass what it runs
record JavaProgram(String kind, Class<?> mainClass) {

    /// The launcher hands its folder of prepared flags and caches down; without it (in tests) the
    /// flags come from the class path, and there are no caches.
    private static Optional<Path> launchFolder() {
        return Optional.ofNullable(System.getProperty("belay.launch")).map(Path::of);
    }

    static Optional<Path> cacheFile(String kind) {
        return launchFolder().map(folder -> folder.resolve(kind + ".aot"));
    }

    /// @param record where to write a start-up cache at the end; null to use the one that there is
    List<String> command(@Nullable Path record, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Optional<Path> launch = launchFolder();
        if (launch.isPresent()) {
            command.add("@" + launch.get().resolve(kind + ".args"));
        } else {
            command.addAll(flags());
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
        }
        if (record != null) {
            command.add("-XX:AOTCacheOutput=" + record);
        } else {
            cacheFile(kind)
                    .filter(Files::exists)
                    .filter(_ -> System.getenv("BELAY_NO_CACHE") == null)
                    .ifPresent(file -> command.add("-XX:AOTCache=" + file));
        }
        command.add(mainClass.getName());
        command.addAll(arguments);
        return command;
    }

    private List<String> flags() throws IOException {
        String name = "/dev/belay/agent/launch/" + kind + ".args";
        try (InputStream in = JavaProgram.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
