package dev.belay.agent.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.host.Posix;
import dev.belay.api.ConfigSetView.Change;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Entry;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.ChunkSource;
import dev.belay.reach.publish.FolderChunkSource;
import dev.belay.reach.publish.SystemHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionStoreTest {

    private static final StageProgress QUIET = (_, _) -> {};
    private static final ChunkSource NOTHING = (_, _) -> {};

    @TempDir private Path dir;
    private Path site;
    private VersionStore store;

    @BeforeEach
    void open() throws ContentException {
        site = dir.resolve("site");
        store = VersionStore.open(dir.resolve("sets"), SystemHash.best());
    }

    @Test
    void a_staged_version_is_the_published_folder_again() throws Exception {
        for (long seed = 0; seed < 40; seed++) {
            Path folder = dir.resolve("tree-" + seed);
            TestTree.make(folder, seed);
            for (int number = 1; number <= 3; number++) {
                Manifest manifest = scan(folder);
                StoredVersion version =
                        store.stage(
                                "set-" + seed,
                                number,
                                manifest,
                                new FolderChunkSource(folder, manifest),
                                QUIET);
                assertThat(scan(version.tree())).as("seed %d", seed).isEqualTo(manifest);
                assertThat(store.drift("set-" + seed, number)).isEmpty();
                TestTree.edit(folder, seed * 10 + number);
            }
            store.prune("set-" + seed, 1, Set.of());
            assertThat(store.drift("set-" + seed, 3)).isEmpty();
        }
    }

    @Test
    void what_was_opened_again_is_what_was_staged() throws Exception {
        StoredVersion version = publish(1, "a", "one");
        VersionStore again = VersionStore.open(dir.resolve("sets"), SystemHash.best());
        assertThat(again.versions("web")).containsExactly(version);
        assertThat(again.sets()).containsExactly("web");
    }

    @Test
    void an_unchanged_file_gets_a_second_name_and_is_not_fetched() throws Exception {
        write("same", "same");
        publish(1, "a", "one");
        write("a", "two");
        Manifest manifest = scan(site);
        var asked = new ArrayList<ContentName>();
        var source = new FolderChunkSource(site, manifest);
        StoredVersion second =
                store.stage(
                        "web",
                        2,
                        manifest,
                        (wanted, taker) -> {
                            asked.addAll(wanted);
                            source.fetch(wanted, taker);
                        },
                        QUIET);
        assertThat(asked).containsExactly(nameOf("two"));
        Path first = store.version("web", 1).orElseThrow().tree();
        assertThat(Files.isSameFile(first.resolve("same"), second.tree().resolve("same"))).isTrue();
        assertThat(first.resolve("a")).hasContent("one");
        assertThat(second.tree().resolve("a")).hasContent("two");
    }

    @Test
    void a_file_that_was_edited_here_is_not_carried_into_the_next_version() throws Exception {
        write("same", "same");
        StoredVersion first = publish(1, "a", "one");
        Path edited = first.tree().resolve("same");
        var times = Files.getLastModifiedTime(edited);
        Files.writeString(edited, "EDIT");
        Files.setLastModifiedTime(edited, times);
        StoredVersion second = publish(2, "a", "two");
        assertThat(second.tree().resolve("same")).hasContent("same");
        assertThat(edited).hasContent("EDIT");
    }

    @Test
    void peers_get_chunks_that_are_right_or_none() throws Exception {
        StoredVersion version = publish(1, "a", "one");
        ContentName name = nameOf("one");
        assertThat(store.chunk(name)).hasValue("one".getBytes(StandardCharsets.UTF_8));
        assertThat(store.lacking(List.of(name, nameOf("x")))).containsExactly(nameOf("x"));
        Files.writeString(version.tree().resolve("a"), "eno");
        assertThat(store.chunk(name)).isEmpty();
        assertThat(store.chunk(nameOf("x"))).isEmpty();
    }

    @Test
    void staging_goes_on_where_the_source_broke_off() throws Exception {
        var random = new Random(4);
        Files.createDirectories(site);
        var big = new byte[3_000_000];
        random.nextBytes(big);
        Files.write(site.resolve("big"), big);
        Manifest manifest = scan(site);
        var source = new FolderChunkSource(site, manifest);
        int chunks = manifest.files().get(0).chunks().size();
        var given = new ArrayList<ContentName>();
        ChunkSource breaking =
                (wanted, taker) ->
                        source.fetch(
                                wanted,
                                (name, bytes) -> {
                                    if (given.size() == chunks / 2) {
                                        throw new IOException("cut");
                                    }
                                    given.add(name);
                                    taker.take(name, bytes);
                                });
        assertThat(codes(() -> store.stage("web", 1, manifest, breaking, QUIET)))
                .containsExactly("source-broke-off");
        assertThat(VersionStore.open(dir.resolve("sets"), SystemHash.best()).sets()).isEmpty();
        var asked = new ArrayList<ContentName>();
        StoredVersion version =
                store.stage(
                        "web",
                        1,
                        manifest,
                        (wanted, taker) -> {
                            asked.addAll(wanted);
                            source.fetch(wanted, taker);
                        },
                        QUIET);
        assertThat(asked).hasSize(chunks - given.size()).doesNotContainAnyElementsOf(given);
        assertThat(version.tree().resolve("big")).hasBinaryContent(big);
    }

    @Test
    void wrong_bytes_are_as_none() throws Exception {
        write("a", "one");
        Manifest manifest = scan(site);
        ChunkSource lying =
                (wanted, taker) -> {
                    for (ContentName name : wanted) {
                        taker.take(name, "two".getBytes(StandardCharsets.UTF_8));
                    }
                };
        assertThat(codes(() -> store.stage("web", 1, manifest, lying, QUIET)))
                .containsExactly("chunks-missing");
        assertThat(store.versions("web")).isEmpty();
    }

    @Test
    void a_version_of_users_that_this_node_lacks_is_refused_before_anything_is_made() {
        var file = new FileEntry("a", 0644, "no-such-user", "root", Instant.EPOCH, 0, List.of());
        var manifest =
                Manifest.of(List.of(new FolderEntry("", 0755, "root", "no-such-group"), file));
        assertThat(codes(() -> store.stage("web", 1, manifest, NOTHING, QUIET)))
                .containsExactly("user-missing", "group-missing");
        assertThat(dir.resolve("sets/web/1")).doesNotExist();
    }

    @Test
    void a_hostile_manifest_makes_nothing() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new FolderEntry("", 0755, "root", "root"));
        entries.add(
                new FileEntry("../../outside", 0644, "root", "root", Instant.EPOCH, 0, List.of()));
        assertThat(codes(() -> store.stage("web", 1, Manifest.of(entries), NOTHING, QUIET)))
                .contains("path-climbs");
        for (String name : List.of("..", ".", "", "a/b", "-a", "A", "a".repeat(65))) {
            assertThat(codes(() -> store.stage(name, 1, Manifest.of(entries), NOTHING, QUIET)))
                    .containsExactly("set-name");
        }
        assertThat(dir.resolve("outside")).doesNotExist();
    }

    @Test
    void another_content_does_not_take_a_number_that_is_taken() throws Exception {
        StoredVersion first = publish(1, "a", "one");
        assertThat(codes(() -> publish(1, "a", "two"))).containsExactly("version-taken");
        assertThat(store.stage("web", 1, first.manifest(), NOTHING, QUIET)).isEqualTo(first);
    }

    @Test
    void only_the_newest_and_those_in_use_are_kept() throws Exception {
        for (int i = 1; i <= 6; i++) {
            publish(i, "a", "text " + i);
        }
        store.prune("web", 2, Set.of(2L));
        assertThat(store.versions("web"))
                .extracting(StoredVersion::number)
                .containsExactly(6L, 5L, 2L);
        assertThat(dir.resolve("sets/web/1")).doesNotExist();
        assertThat(store.chunk(nameOf("text 1"))).isEmpty();
        assertThat(store.chunk(nameOf("text 2"))).isPresent();
    }

    /// What is untouched is proved by its inode, and the names that a deleted version had were
    /// names of the same inodes.
    @Test
    void nothing_is_read_again_because_an_old_version_went() throws Exception {
        AtomicInteger hashed = openCounting();
        for (int i = 0; i < 20; i++) {
            write("same-" + i, "same " + i);
        }
        for (int number = 1; number <= 4; number++) {
            write("turns-" + number % 2, "turn " + number);
            publish(number, "a", "text " + number);
        }
        Files.writeString(store.version("web", 4).orElseThrow().tree().resolve("same-7"), "EDIT");
        store.prune("web", 2, Set.of());
        hashed.set(0);
        StoredVersion fifth = publish(5, "a", "text 5");
        // The manifest, the new file, and the edited one, which is read to see that it is another.
        assertThat(hashed.get()).isBetween(2, 3);
        assertThat(fifth.tree().resolve("same-7")).hasContent("same 7");
        assertThat(store.drift("web", 5)).isEmpty();
    }

    @Test
    void nothing_is_read_again_because_an_edit_was_put_back() throws Exception {
        AtomicInteger hashed = openCounting();
        for (int i = 0; i < 20; i++) {
            write("same-" + i, "same " + i);
        }
        StoredVersion first = publish(1, "a", "one");
        Files.writeString(first.tree().resolve("a"), "EDIT");
        ChunkSource source = new FolderChunkSource(site, first.manifest());
        store.putBack("web", 1, source, QUIET, dir.resolve("counted/edits"));
        hashed.set(0);
        publish(2, "b", "two");
        // The manifest, and the new file.
        assertThat(hashed.get()).isEqualTo(2);
    }

    /// Counts what is named, or read to be compared with its name.
    private AtomicInteger openCounting() throws ContentException {
        var hashed = new AtomicInteger();
        store =
                VersionStore.open(
                        dir.resolve("counted"),
                        (bytes, from, length) -> {
                            hashed.incrementAndGet();
                            return SystemHash.best().of(bytes, from, length);
                        });
        return hashed;
    }

    @Test
    void local_edits_are_found_and_put_back_and_kept_aside() throws Exception {
        write("sub/kept", "kept");
        write("sub/gone", "gone");
        write("mode", "mode");
        write("kind", "kind");
        Files.createSymbolicLink(site.resolve("link"), Path.of("a"));
        StoredVersion version = publish(1, "a", "one");
        Path tree = version.tree();
        Files.writeString(tree.resolve("a"), "edited");
        Files.delete(tree.resolve("sub/gone"));
        Files.writeString(tree.resolve("sub/new"), "new");
        Posix.setMode(tree.resolve("mode").toString(), 0600);
        Files.delete(tree.resolve("kind"));
        Files.createDirectory(tree.resolve("kind"));
        Files.delete(tree.resolve("link"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("mode"));
        assertThat(store.drift("web", 1))
                .containsExactly(
                        new Drift.Found("a", Change.CONTENT),
                        new Drift.Found("kind", Change.KIND),
                        new Drift.Found("link", Change.CONTENT),
                        new Drift.Found("mode", Change.OWNER_OR_MODE),
                        new Drift.Found("sub/gone", Change.REMOVED),
                        new Drift.Found("sub/new", Change.ADDED));
        assertThat(scan(tree).files()).extracting(FileEntry::path).contains("sub/new");

        Path edits = dir.resolve("edits");
        store.putBack("web", 1, new FolderChunkSource(site, version.manifest()), QUIET, edits);
        assertThat(store.drift("web", 1)).isEmpty();
        assertThat(scan(tree)).isEqualTo(version.manifest());
        assertThat(edits.resolve("a")).hasContent("edited");
        assertThat(edits.resolve("sub/new")).hasContent("new");
        assertThat(edits.resolve("sub/kept")).doesNotExist();
        assertThat(dir.resolve("sets/web/.staging")).doesNotExist();
    }

    @Test
    void an_edit_that_hides_its_time_is_found() throws Exception {
        StoredVersion version = publish(1, "a", "one");
        Path file = version.tree().resolve("a");
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);
        assertThat(store.drift("web", 1)).containsExactly(new Drift.Found("a", Change.CONTENT));
    }

    @Test
    void a_file_that_was_only_touched_is_no_edit() throws Exception {
        StoredVersion version = publish(1, "a", "one");
        Path file = version.tree().resolve("a");
        Files.write(file, new byte[0], StandardOpenOption.APPEND);
        Posix.setModified(file.toString(), Instant.EPOCH);
        assertThat(store.drift("web", 1)).isEmpty();
    }

    @Test
    void progress_ends_at_all_that_was_missing() throws Exception {
        write("a", "one");
        Manifest manifest = scan(site);
        var heard = new HashSet<List<Long>>();
        store.stage(
                "web",
                1,
                manifest,
                new FolderChunkSource(site, manifest),
                (fetched, missing) -> heard.add(List.of(fetched, missing)));
        assertThat(heard).containsExactlyInAnyOrder(List.of(0L, 3L), List.of(3L, 3L));
        assertThat(manifest.files().get(0).chunks()).containsExactly(new Chunk(nameOf("one"), 3));
    }

    @Test
    void a_set_that_was_given_up_leaves_nothing() throws Exception {
        write("a", "one");
        Manifest manifest = scan(site);
        assertThatThrownBy(() -> store.stage("web", 1, manifest, NOTHING, QUIET))
                .isInstanceOf(ContentException.class);
        assertThat(dir.resolve("sets/web/.staging")).exists();
        store.abandon("web");
        assertThat(dir.resolve("sets/web/.staging")).doesNotExist();
    }

    private StoredVersion publish(long number, String path, String text) throws Exception {
        write(path, text);
        Manifest manifest = scan(site);
        return store.stage("web", number, manifest, new FolderChunkSource(site, manifest), QUIET);
    }

    private void write(String path, String text) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        // The same text again keeps its time: else it were another version.
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    private Manifest scan(Path folder) throws IOException, ContentException {
        return TestTree.scan(folder, dir.resolve("caches"));
    }

    private static ContentName nameOf(String text) {
        return SystemHash.best().of(text.getBytes(StandardCharsets.UTF_8));
    }

    private interface Action {
        void run() throws Exception;
    }

    private static List<String> codes(Action action) {
        try {
            action.run();
        } catch (ContentException e) {
            return e.errors().stream().map(one -> one.code()).toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return List.of();
    }
}
