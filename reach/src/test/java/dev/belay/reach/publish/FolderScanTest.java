package dev.belay.reach.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.api.ApiError;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.LinkEntry;
import dev.belay.model.content.Manifest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScanTest {

    @TempDir private Path dir;
    private Path site;

    @BeforeEach
    void make() throws IOException {
        site = Files.createDirectories(dir.resolve("site"));
    }

    @Test
    void a_folder_is_told_with_owners_modes_times_and_links() throws Exception {
        Path file = Files.writeString(site.resolve("a"), "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(site.resolve("l"), Path.of("a"));
        Manifest manifest = scan();
        assertThat(manifest.entries()).hasSize(3);
        FileEntry entry = manifest.files().get(0);
        assertThat(entry.mode()).isEqualTo(0640);
        assertThat(entry.owner()).isEqualTo(Files.getOwner(file).getName());
        assertThat(entry.modified()).isEqualTo(Files.getLastModifiedTime(file).toInstant());
        assertThat(entry.chunks().get(0).name())
                .isEqualTo(ContentHash.ofJava().of("one".getBytes(StandardCharsets.UTF_8)));
        assertThat(manifest.entries().get(2)).isEqualTo(new LinkEntry("l", "a"));
    }

    @Test
    void all_that_cannot_be_in_a_set_is_told_at_once() throws Exception {
        Files.createSymbolicLink(site.resolve("out"), Path.of("../secret"));
        Files.createSymbolicLink(site.resolve("root"), Path.of("/etc/passwd"));
        Files.writeString(site.resolve("A"), "");
        Files.writeString(site.resolve("a"), "");
        assertThat(new ProcessBuilder("mkfifo", site.resolve("pipe").toString()).start().waitFor())
                .isZero();
        assertThat(codes())
                .containsExactlyInAnyOrder(
                        "special-file", "link-leaves", "link-leaves", "path-clash");
    }

    @Test
    void what_a_link_leads_to_is_not_read() throws Exception {
        Files.createDirectories(dir.resolve("outside"));
        Files.writeString(dir.resolve("outside/secret"), "secret");
        Files.createSymbolicLink(site.resolve("folder"), Path.of("../outside"));
        assertThatThrownBy(this::scan)
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("'folder' to '../outside'");
    }

    @Test
    void a_file_that_is_written_all_the_time_is_refused_by_its_name() throws Exception {
        Path busy = site.resolve("busy.log");
        Files.write(busy, new byte[4_000_000]);
        Files.writeString(site.resolve("quiet"), "quiet");
        var stop = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            try (var file = new RandomAccessFile(busy.toFile(), "rw")) {
                                while (!stop.get()) {
                                    file.setLength(4_000_000 + System.nanoTime() % 1_000_000);
                                }
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        try {
            assertThatThrownBy(this::scan)
                    .isInstanceOfSatisfying(
                            ContentException.class,
                            e -> {
                                assertThat(e.errors())
                                        .extracting(ApiError::code)
                                        .containsExactly("file-changes");
                                assertThat(e.errors().get(0).found()).contains("'busy.log'");
                            });
        } finally {
            stop.set(true);
            writer.join();
        }
    }

    @Test
    void an_edit_is_never_hidden_by_what_was_read_before() throws Exception {
        var random = new Random(3);
        Path file = site.resolve("a");
        for (int i = 0; i < 200; i++) {
            // Same length, and its old time given back: only the inode's own time tells.
            var bytes = new byte[64];
            random.nextBytes(bytes);
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            assertThat(scan().files().get(0).chunks().get(0).name())
                    .isEqualTo(ContentHash.ofJava().of(bytes));
        }
    }

    @Test
    void a_damaged_cache_is_as_none() throws Exception {
        Files.writeString(site.resolve("a"), "one");
        Files.setLastModifiedTime(site.resolve("a"), FileTime.from(Instant.EPOCH));
        Manifest first = scan();
        var random = new Random(5);
        for (int i = 0; i < 50; i++) {
            try (var files = Files.list(Files.createDirectories(dir.resolve("caches/scans")))) {
                for (Path cache : files.toList()) {
                    byte[] bytes = Files.readAllBytes(cache);
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
                    Files.write(cache, bytes);
                }
            }
            assertThat(scan()).isEqualTo(first);
        }
    }

    @Test
    void chunks_are_read_out_of_the_folder_unless_they_changed() throws Exception {
        var bytes = new byte[1_000_000];
        new Random(9).nextBytes(bytes);
        Files.write(site.resolve("big"), bytes);
        Manifest manifest = scan();
        var source = new FolderChunkSource(site, manifest);
        List<ContentName> wanted =
                manifest.files().get(0).chunks().stream().map(one -> one.name()).toList();
        List<ContentName> got = new ArrayList<>();
        source.fetch(
                wanted,
                (name, chunk) -> {
                    assertThat(SystemHash.best().of(chunk)).isEqualTo(name);
                    got.add(name);
                });
        assertThat(got).containsExactlyInAnyOrderElementsOf(wanted);
        bytes[500_000]++;
        Files.write(site.resolve("big"), bytes);
        assertThatThrownBy(() -> source.fetch(wanted, (_, _) -> {}))
                .hasMessageContaining("'big' changed after it was looked at");
    }

    @Test
    void the_system_gives_the_same_names_as_java() {
        var random = new Random(1);
        ContentHash java = ContentHash.ofJava();
        assertThat(SystemHash.find()).isPresent();
        for (int i = 0; i < 200; i++) {
            var bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - from + 1);
            assertThat(SystemHash.best().of(bytes, from, length))
                    .isEqualTo(java.of(bytes, from, length));
        }
    }

    private Manifest scan() throws IOException, ContentException {
        return FolderScan.of(site, dir.resolve("caches"));
    }

    private List<String> codes() throws IOException {
        try {
            scan();
            return List.of();
        } catch (ContentException e) {
            return e.errors().stream().map(ApiError::code).toList();
        }
    }
}
