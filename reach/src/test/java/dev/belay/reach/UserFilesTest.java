package dev.belay.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFilesTest {

    @TempDir Path folder;

    @Test
    void settings_lie_where_the_system_wants_them() {
        Path home = Path.of("/home/me");
        assertThat(UserFolder.path("Linux", home, Map.of()))
                .isEqualTo(home.resolve(".config/belay"));
        assertThat(UserFolder.path("Linux", home, Map.of("XDG_CONFIG_HOME", "/c")))
                .isEqualTo(Path.of("/c/belay"));
        assertThat(UserFolder.path("Mac OS X", home, Map.of()))
                .isEqualTo(home.resolve("Library/Application Support/Belay"));
        assertThat(UserFolder.path("Windows 11", home, Map.of("APPDATA", "/a")))
                .isEqualTo(Path.of("/a/Belay"));
        assertThat(UserFolder.path("Linux", home, Map.of("BELAY_CONFIG_HOME", "/mine")))
                .isEqualTo(Path.of("/mine"));
    }

    @Test
    void a_private_file_is_replaced_as_a_whole_and_leaves_nothing_beside_it() throws Exception {
        Path file = folder.resolve("a/b");
        PrivateFile.write(file, "one".getBytes(StandardCharsets.UTF_8));
        PrivateFile.write(file, "two".getBytes(StandardCharsets.UTF_8));

        assertThat(file).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_file_that_others_could_read_is_private_once_it_is_replaced() throws Exception {
        Path file = Files.writeString(folder.resolve("open"), "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        PrivateFile.write(file, "two".getBytes(StandardCharsets.UTF_8));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_whole_file_keeps_who_may_read_it_and_is_read_by_nobody_else_before() throws Exception {
        Path file = Files.writeString(folder.resolve("shared"), "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        WholeFile.write(
                file,
                "two".getBytes(StandardCharsets.UTF_8),
                written -> {
                    assertThat(written).asString().isEqualTo("two");
                    assertThat(file).hasContent("one");
                    try (Stream<Path> files = Files.list(folder)) {
                        assertThat(files.filter(one -> one.toString().endsWith(".new")).toList())
                                .singleElement()
                                .satisfies(draft ->
                                        assertThat(Files.getPosixFilePermissions(draft))
                                                .isEqualTo(
                                                        PosixFilePermissions.fromString(
                                                                "rw-------")));
                    }
                });

        assertThat(file).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void what_is_refused_when_it_is_looked_at_leaves_everything_as_it_was() throws Exception {
        Path file = Files.writeString(folder.resolve("shared"), "one");

        assertThatThrownBy(() ->
                        WholeFile.write(
                                file,
                                "two".getBytes(StandardCharsets.UTF_8),
                                _ -> {
                                    throw new IOException("not this one");
                                }))
                .hasMessage("not this one");

        assertThat(file).hasContent("one");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_link_stays_a_link() throws Exception {
        Path real = Files.writeString(folder.resolve("real"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        PrivateFile.write(link, "two".getBytes(StandardCharsets.UTF_8));

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("two");
    }
}
