package dev.belay.agent.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.model.content.ContentException;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.ChunkSource;
import dev.belay.reach.publish.FolderChunkSource;
import dev.belay.reach.publish.SystemHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versions that are built of what was laid ahead are the same as others.
class SpareTest {

    private static final StageProgress QUIET = (_, _) -> {};
    private static final int SAME = 20;

    private final AtomicInteger hashed = new AtomicInteger();
    @TempDir private Path dir;
    private Path site;
    private VersionStore store;

    @BeforeEach
    void open() throws ContentException {
        site = dir.resolve("site");
        // Counts what is named, or read to be compared with its name.
        store =
                VersionStore.open(
                        dir.resolve("sets"),
                        (bytes, from, length) -> {
                            hashed.incrementAndGet();
                            return SystemHash.best().of(bytes, from, length);
                        });
    }

    @Test
    void a_version_that_begins_with_a_spare_is_the_published_folder_again() throws Exception {
        for (long seed = 0; seed < 40; seed++) {
            Path folder = dir.resolve("tree-" + seed);
            TestTree.make(folder, seed);
            for (int number = 1; number <= 4; number++) {
                Manifest manifest = scan(folder);
                StoredVersion version =
                        store.stage(
                                "set-" + seed,
                                number,
                                manifest,
                                new FolderChunkSource(folder, manifest),
                                QUIET);
                assertThat(scan(version.tree())).as("seed %d", seed).isEqualTo(manifest);
                store.layAhead("set-" + seed);
                assertThat(spare("set-" + seed, number)).isDirectory();
                for (StoredVersion one : store.versions("set-" + seed)) {
                    assertThat(store.drift("set-" + seed, one.number())).isEmpty();
                }
                if (number == 2) {
                    TestTree.delete(folder);
                    TestTree.make(folder, seed + 1_000);
                } else {
                    TestTree.edit(folder, seed * 10 + number);
                }
            }
            store.prune("set-" + seed, 1, Set.of());
            assertThat(store.drift("set-" + seed, 4)).isEmpty();
            assertThat(spare("set-" + seed, 4)).isDirectory();
        }
    }

    @Test
    void files_that_stay_get_no_new_name_and_are_not_read() throws Exception {
        many();
        StoredVersion first = publish(1, "a", "one");
        store.layAhead("web");
        Object changed = changed(first, "same-3");
        hashed.set(0);

        StoredVersion second = publish(2, "a", "two");

        assertThat(spare("web", 1)).doesNotExist();
        assertThat(changed(second, "same-3")).isEqualTo(changed);
        // The manifest, and the new file.
        assertThat(hashed.get()).isEqualTo(2);
        assertThat(store.drift("web", 1)).isEmpty();
        assertThat(store.drift("web", 2)).isEmpty();
        assertThat(hashed.get()).as("nor by a look at them").isEqualTo(2);
        assertThat(first.tree().resolve("a")).hasContent("one");
    }

    @Test
    void another_process_goes_on_with_it() throws Exception {
        many();
        publish(1, "a", "one");
        store.layAhead("web");
        open();
        hashed.set(0);
        Object changed = changed(store.version("web", 1).orElseThrow(), "same-3");
        assertThat(changed(publish(2, "a", "two"), "same-3")).isEqualTo(changed);
        assertThat(hashed.get()).isEqualTo(2);
    }

    @Test
    void what_was_laid_by_halves_is_made_good() throws Exception {
        many();
        write("sub/deep/b", "b");
        publish(1, "a", "one");
        store.layAhead("web");
        TestTree.delete(spare("web", 1).resolve("tree/sub"));
        Files.delete(spare("web", 1).resolve("tree/same-7"));
        StoredVersion second = publish(2, "a", "two");
        assertThat(scan(second.tree())).isEqualTo(second.manifest());
    }

    @Test
    void an_edit_is_not_carried_into_the_next_version() throws Exception {
        many();
        Path tree = publish(1, "a", "one").tree();
        store.layAhead("web");
        var time = Files.getLastModifiedTime(tree.resolve("same-3"));
        Files.writeString(tree.resolve("same-3"), "EDIT 3");
        Files.setLastModifiedTime(tree.resolve("same-3"), time);
        StoredVersion second = publish(2, "a", "two");
        assertThat(second.tree().resolve("same-3")).hasContent("same 3");
        assertThat(tree.resolve("same-3")).hasContent("EDIT 3");
        assertThat(scan(second.tree())).isEqualTo(second.manifest());
    }

    @Test
    void an_edited_version_is_not_laid() throws Exception {
        many();
        Path tree = publish(1, "a", "one").tree();
        Files.writeString(tree.resolve("same-3"), "EDIT");
        store.layAhead("web");
        assertThat(spare("web", 1)).doesNotExist();
        assertThat(dir.resolve("sets/web/.laying")).doesNotExist();
        hashed.set(0);
        StoredVersion second = publish(2, "a", "two");
        assertThat(second.tree().resolve("same-3")).hasContent("same 3");
        // The manifest, the new file, and the edited one, which is read to see that it is another.
        assertThat(hashed.get()).isBetween(2, 3);
    }

    @Test
    void an_edit_is_put_back_beside_it() throws Exception {
        many();
        StoredVersion first = publish(1, "a", "one");
        store.layAhead("web");
        Files.writeString(first.tree().resolve("same-3"), "EDIT");
        ChunkSource source = new FolderChunkSource(site, first.manifest());
        store.putBack("web", 1, source, QUIET, dir.resolve("edits"));
        assertThat(store.drift("web", 1)).isEmpty();
        assertThat(scan(first.tree())).isEqualTo(first.manifest());
        assertThat(dir.resolve("edits/same-3")).hasContent("EDIT");
        hashed.set(0);
        publish(2, "b", "two");
        assertThat(hashed.get()).isEqualTo(2);
    }

    @Test
    void a_version_that_is_dropped_takes_its_spare_along() throws Exception {
        many();
        publish(1, "a", "one");
        publish(2, "a", "two");
        store.layAhead("web");
        store.drop("web", 2);
        assertThat(spare("web", 2)).doesNotExist();
        hashed.set(0);
        StoredVersion other = publish(2, "a", "other");
        assertThat(hashed.get()).isEqualTo(2);
        assertThat(scan(other.tree())).isEqualTo(other.manifest());
    }

    @Test
    void what_is_refused_at_once_leaves_it_for_the_next_one() throws Exception {
        many();
        StoredVersion first = publish(1, "a", "one");
        store.layAhead("web");
        Object changed = changed(first, "same-3");
        Manifest foreign =
                Manifest.of(
                        List.of(
                                new FolderEntry("", 0755, "no-such-user", "root"),
                                new FolderEntry("x", 0755, "root", "root")));
        assertThatThrownBy(() -> store.stage("web", 2, foreign, (_, _) -> {}, QUIET))
                .isInstanceOf(ContentException.class);
        assertThat(spare("web", 1)).isDirectory();
        store.layAhead("web");
        StoredVersion second = publish(2, "a", "two");
        assertThat(changed(second, "same-3")).isEqualTo(changed);
        store.layAhead("web");
        assertThat(spare("web", 2)).isDirectory();
    }

    private void many() throws IOException {
        for (int i = 0; i < SAME; i++) {
            write("same-" + i, "same " + i);
        }
    }

    private Path spare(String set, long number) {
        return dir.resolve("sets").resolve(set).resolve(".spare-" + number);
    }

    private static Object changed(StoredVersion version, String path) throws IOException {
        return Files.getAttribute(version.tree().resolve(path), "unix:ctime");
    }

    private StoredVersion publish(long number, String path, String text) throws Exception {
        write(path, text);
        Manifest manifest = scan(site);
        return store.stage("web", number, manifest, new FolderChunkSource(site, manifest), QUIET);
    }

    private void write(String path, String text) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Manifest scan(Path folder) throws IOException, ContentException {
        return TestTree.scan(folder, dir.resolve("caches"));
    }
}
