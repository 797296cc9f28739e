package dev.belay.agent.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.FolderChunkSource;
import dev.belay.reach.publish.SystemHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Needs root: mounts a file system of its own.
@Tag("netns")
class FullDiskTest {

    @TempDir private Path dir;
    private Path small;
    private Path site;

    @BeforeEach
    void mount() throws Exception {
        small = Files.createDirectory(dir.resolve("small"));
        site = Files.createDirectory(dir.resolve("site"));
        run("mount", "-t", "tmpfs", "-o", "size=4m", "belay-test", small.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", small.toString());
    }

    @Test
    void a_version_that_cannot_fit_is_refused_before_anything_is_fetched() throws Exception {
        write("big", 6_000_000);
        VersionStore store = VersionStore.open(small.resolve("sets"), SystemHash.best());
        ApiError error = refusal(store, 1, manifest());
        assertThat(error.code()).isEqualTo("disk-full");
        assertThat(error.wanted()).contains("6000000 bytes free");
        assertThat(store.versions("web")).isEmpty();
    }

    @Test
    void a_disk_that_fills_while_a_version_is_staged_keeps_the_former_one() throws Exception {
        write("a", 500_000);
        VersionStore store = VersionStore.open(small.resolve("sets"), SystemHash.best());
        Manifest first = manifest();
        StoredVersion live =
                store.stage("web", 1, first, new FolderChunkSource(site, first), (_, _) -> {});
        write("b", 2_000_000);
        Manifest second = manifest();
        var source = new FolderChunkSource(site, second);
        List<String> refused = new ArrayList<>();
        try {
            store.stage(
                    "web",
                    2,
                    second,
                    (wanted, taker) -> {
                        // Another program takes the room after it was looked at.
                        Files.write(small.resolve("other"), new byte[2_500_000]);
                        source.fetch(wanted, taker);
                    },
                    (_, _) -> {});
        } catch (ContentException e) {
            e.errors().forEach(one -> refused.add(one.code()));
        }
        assertThat(refused).containsExactly("disk-full");
        assertThat(store.versions("web")).containsExactly(live);
        assertThat(store.drift("web", 1)).isEmpty();
        assertThat(small.resolve("sets/web/.staging")).doesNotExist();
        Files.delete(small.resolve("other"));
        store.stage("web", 2, second, source, (_, _) -> {});
        assertThat(TestTree.scan(store.versions("web").get(0).tree(), dir.resolve("caches")))
                .isEqualTo(second);
    }

    @Test
    void a_read_only_disk_is_told_as_such() throws Exception {
        write("a", 1_000);
        VersionStore store = VersionStore.open(small.resolve("sets"), SystemHash.best());
        run("mount", "-o", "remount,ro", small.toString());
        assertThat(refusal(store, 1, manifest()).code()).isEqualTo("disk-read-only");
    }

    private ApiError refusal(VersionStore store, long number, Manifest manifest) throws Exception {
        try {
            store.stage(
                    "web", number, manifest, new FolderChunkSource(site, manifest), (_, _) -> {});
        } catch (ContentException e) {
            return e.errors().get(0);
        }
        throw new AssertionError("not refused");
    }

    private void write(String name, int size) throws Exception {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Files.write(site.resolve(name), bytes);
    }

    private Manifest manifest() throws Exception {
        return TestTree.scan(site, dir.resolve("caches"));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
