package dev.belay.reach;

import static org.assertj.core.api.Assertions.assertThat;

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
    void a_link_stays_a_link() throws Exception {
        Path real = Files.writeString(folder.resolve("real"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        PrivateFile.write(link, "two".getBytes(StandardCharsets.UTF_8));

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("two");
    }
}
