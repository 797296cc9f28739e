package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.remote.AuthKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteKeyCommandsTest {

    @TempDir private Path folder;

    @Test
    void a_key_is_4096_random_bytes_that_nobody_else_reads_and_is_replaced_only_when_asked_to()
            throws Exception {
        Path file = folder.resolve("pacemaker").resolve("authkey");
        Recorded first = Recorded.in(Locale.ROOT);
        assertThat(first.run("remote", "key", "create", "--key", file.toString()))
                .isEqualTo(ExitCode.DONE);
        AuthKey key = AuthKey.read(file);
        assertThat(first.out()).contains(key.fingerprint()).contains("belay remote key distribute");
        assertThat(Files.size(file)).isEqualTo(4096);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }

        Recorded unasked = Recorded.in(Locale.ROOT);
        assertThat(unasked.run("remote", "key", "create", "--key", file.toString()))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(AuthKey.read(file)).isEqualTo(key);

        Recorded asked = Recorded.in(Locale.JAPANESE);
        assertThat(asked.run("remote", "key", "create", "--key", file.toString(), "--yes"))
                .isEqualTo(ExitCode.DONE);
        assertThat(asked.out()).contains("新しい鍵");
        assertThat(AuthKey.read(file)).isNotEqualTo(key);
    }

    @Test
    void without_a_key_nothing_is_given_to_anybody() {
        Recorded none = Recorded.in(Locale.ROOT);
        assertThat(
                        none.run(
                                "remote",
                                "key",
                                "distribute",
                                "--key",
                                folder.resolve("none").toString(),
                                "nobody@127.0.0.1:1"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).contains("found no file").contains("belay remote key create");
    }

    @Test
    void a_host_that_cannot_be_reached_is_told_and_has_no_key() throws Exception {
        Path file = folder.resolve("authkey");
        Files.write(file, new byte[] {1, 2, 3});
        Recorded lost = Recorded.in(Locale.ROOT);
        assertThat(
                        lost.run(
                                "remote",
                                "key",
                                "distribute",
                                "--key",
                                file.toString(),
                                "nobody@127.0.0.1:1"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(lost.err()).contains("nobody@127.0.0.1:1 does not have it");
    }
}
