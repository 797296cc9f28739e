package dev.belay.app.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.api.NodeStanding;
import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.connect.HostDoor;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.connect.TestConnections;
import dev.belay.app.connect.UiThread;
import dev.belay.app.wizard.Deed;
import dev.belay.reach.AgentException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Installs into a folder of this machine, over its own sshd; in the lane that is root.
@Tag("netns")
class SshInstallerTest {
    private static final List<String> NOT_THE_AGENTS =
            List.of(
                    "openjfx",
                    "/elk",
                    "xtext",
                    "testfx",
                    "archunit",
                    "assertj",
                    "junit",
                    "controlsfx",
                    "atlantafx",
                    "ikonli",
                    "app/target");

    @TempDir private Path folder = Path.of("/nowhere");
    private final List<String> said = new ArrayList<>();
    private final Deed.Log log = (node, text) -> said.add(text);
    private final UiThread ui = new UiThread();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Path place = Path.of("/nowhere");
    private InstallPlaces places = InstallPlaces.HOST;

    @BeforeEach
    void start() throws IOException {
        // Short, as sockets lie below it.
        place = Files.createTempDirectory("belay-i");
        places = new InstallPlaces(place.toString());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        ui.close();
        Sshd.run("rm", "-rf", place.toString());
    }

    private SshInstaller installer(String key, Path home) throws Exception {
        Path server = Files.createDirectories(folder.resolve("sshd"));
        Sshd sshd = Sshd.start(server);
        open.add(sshd);
        ConnectionsModel connections =
                TestConnections.of(folder.resolve("user"), sshd.knownHosts(), ui);
        open.add(connections);
        SavedConnection way = sshd.way(key, places);
        HostDoor door = connections.door(way, way.nodes().getFirst().address());
        open.add(door);
        return new SshInstaller(door, home, places);
    }

    /// As it lies in a checkout that is built: the jars, and those that they need.
    private Path builtHome() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("home/agent/target/lib"));
        int classes = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (NOT_THE_AGENTS.stream().anyMatch(entry::contains)) {
                continue;
            }
            if (Files.isDirectory(path)) {
                jar(path, lib.resolveSibling("belay-agent-" + classes++ + ".jar"));
            } else if (entry.endsWith(".jar")) {
                Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
            }
        }
        return folder.resolve("home");
    }

    private static void jar(Path classes, Path to) throws IOException {
        try (OutputStream file = Files.newOutputStream(to);
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(one).toString()));
                Files.copy(one, jar);
                jar.closeEntry();
            }
        }
    }

    @Test
    void an_agent_is_uploaded_started_answers_and_is_taken_away() throws Exception {
        SshInstaller installer = installer("known", builtHome());
        assertThat(installer.reach()).contains("root@");
        AgentInstaller.HostFacts host = installer.look();
        assertThat(host.system()).isEqualTo("Linux");
        assertThat(host.java()).endsWith("/bin/java");
        assertThat(host.root()).isTrue();
        assertThat(host.agent()).isEmpty();
        assertThat(host.freeMegabytes()).isPositive();

        installer.upload(log);
        installer.configure(log);
        installer.start(log);
        open.add(() -> installer.remove(log));
        NodeStanding standing = installer.await(log);

        assertThat(standing.stage()).isEqualTo(NodeStanding.Stage.SINGLE);
        assertThat(standing.clusterId()).isEmpty();
        assertThat(installer.look().agent()).isNotEmpty();
        assertThat(said).contains(places.launcher(), places.config());
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(Path.of(places.config()))))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(Path.of(places.state()))))
                .isEqualTo("rwx------");

        installer.upload(log);
        assertThat(installer.await(log).stage())
                .as("an upload that is repeated disturbs nobody")
                .isEqualTo(NodeStanding.Stage.SINGLE);

        installer.remove(log);
        open.removeLast();
        assertThat(Path.of(places.launcher())).doesNotExist();
        assertThat(Path.of(places.home(), "lib")).doesNotExist();
        assertThat(Path.of(places.config())).as("kept").exists();
        assertThat(installer.look().agent()).isEmpty();
    }

    @Test
    void a_key_that_the_host_does_not_know_is_refused_before_anything_is_written()
            throws Exception {
        SshInstaller installer = installer("stranger", folder);
        AgentException refused = catchThrowableOfType(AgentException.class, installer::reach);
        assertThat(refused.error().code()).startsWith("ssh-");
        assertThat(refused.kind()).isNotEqualTo(AgentException.Kind.UNKNOWN);
        try (Stream<Path> written = Files.list(place)) {
            assertThat(written).isEmpty();
        }
    }

    @Test
    void a_place_that_cannot_be_written_is_told_with_what_the_host_said() throws Exception {
        Files.writeString(place.resolve("usr"), "a file where a folder is wanted");
        SshInstaller installer = installer("known", builtHome());
        AgentException refused =
                catchThrowableOfType(AgentException.class, () -> installer.upload(log));
        assertThat(refused.error().code()).isEqualTo("host-command");
        assertThat(refused.error().found()).contains(place.resolve("usr").toString());
        assertThat(said).isEmpty();
    }

    @Test
    void a_full_disk_is_told_and_no_half_file_takes_a_name() throws Exception {
        Path small = Files.createDirectories(place.resolve("usr"));
        Sshd.run("mount", "-t", "tmpfs", "-o", "size=256k", "none", small.toString());
        open.add(() -> Sshd.run("umount", small.toString()));
        SshInstaller installer = installer("known", builtHome());
        assertThat(installer.look().freeMegabytes()).isLessThan(200);
        AgentException refused =
                catchThrowableOfType(AgentException.class, () -> installer.upload(log));
        assertThat(refused.error().code()).isEqualTo("host-command");
        assertThat(refused.error().found()).containsIgnoringCase("space");
        try (Stream<Path> files = Files.walk(small)) {
            assertThat(files.filter(file -> file.toString().endsWith(".jar")).count())
                    .isEqualTo(said.size());
        }
    }

    @Test
    void a_program_that_was_not_built_is_told_before_the_host_is_changed() throws Exception {
        SshInstaller installer = installer("known", folder.resolve("empty"));
        AgentException refused =
                catchThrowableOfType(AgentException.class, () -> installer.upload(log));
        assertThat(refused.error().code()).isEqualTo("agent-jars");
    }
}
