package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher `belay` itself, in a copy whose tests only say where they are.
class LauncherTest {

    @TempDir Path folder;
    private Path top;

    @BeforeEach
    void copy() throws IOException {
        top = Files.createDirectories(folder.resolve("my belay"));
        Files.copy(Path.of("../belay"), top.resolve("belay"));
        Files.createDirectory(top.resolve(".ci"));
        Files.writeString(top.resolve(".ci/test"), "echo \"$0 $*\"\n");
        program("mvn");
        program("java");
    }

    private void program(String name) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void it_finds_its_folder_through_links_from_anywhere() throws Exception {
        String found = top.resolve(".ci/test") + " --x\n";
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("one"), Path.of("../my belay/belay"));
        Files.createSymbolicLink(links.resolve("two"), Path.of("one"));
        Files.createSymbolicLink(links.resolve("three"), top.resolve("belay"));

        assertThat(run(top, "belay", "test", "--x")).isEqualTo(found);
        assertThat(run(folder, "my belay/belay", "test", "--x")).isEqualTo(found);
        for (String link : List.of("one", "two", "three")) {
            assertThat(run(links, link, "test", "--x"))
                    .as(link)
                    .isEqualTo(found.replace(top.toString(), topOf(link)));
            assertThat(run(links, "./" + link, "test", "--x"))
                    .as("./" + link)
                    .endsWith("/.ci/test --x\n");
            assertThat(run(Path.of("/"), links.resolve(link).toString(), "test", "--x"))
                    .as("from the root")
                    .endsWith("/.ci/test --x\n");
        }
    }

    @Test
    void a_built_checkout_that_was_moved_runs_from_its_new_place() throws Exception {
        for (String module : List.of("shared-model", "reach", "agent")) {
            Files.createDirectories(top.resolve(module).resolve("src/main"));
            Files.writeString(top.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(top.resolve("pom.xml"), "");
        Path flags = top.resolve("agent/src/main/resources/dev/belay/agent/launch");
        Files.createDirectories(flags);
        Files.writeString(flags.resolve("cli.args"), "-Xmx9m\n");
        Path launch = Files.createDirectories(top.resolve("agent/target/launch"));
        Files.writeString(
                launch.resolve("jdk"), folder + "\n" + folder.resolve("elsewhere") + "\n");
        Files.writeString(launch.resolve("cli.args"), "-Dbelay.home=elsewhere\n");
        Files.writeString(launch.resolve("cli.aot"), "");
        Files.writeString(launch.resolve("built"), "");
        Files.writeString(folder.resolve("bin/java"), "#!/bin/sh\nexit 0\n");

        run(top, "belay", "status");

        assertThat(launch.resolve("cli.args")).content().contains("-Xmx9m", top.toString());
        assertThat(launch.resolve("jdk")).hasContent(folder + "\n" + top + "\n");
        assertThat(launch.resolve("cli.aot")).doesNotExist();
    }

    /// A relative link keeps the way that it leads.
    private String topOf(String link) {
        return link.equals("three") ? top.toString() : folder + "/links/../my belay";
    }

    private String run(Path from, String launcher, String... args)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", launcher));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().put("BELAY_NO_CACHE", "1");
        builder.environment().put("BELAY_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", folder + "/bin", (path, first) -> first + ":" + path);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
