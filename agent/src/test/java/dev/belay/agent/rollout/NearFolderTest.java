package dev.belay.agent.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.FolderScan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearFolderTest {

    @TempDir private Path dir;
    private Path site;
    private final List<ContentName> asked = new ArrayList<>();
    private final Set<ContentName> taken = new HashSet<>();

    @BeforeEach
    void make() throws Exception {
        site = Files.createDirectories(dir.resolve("site"));
        Files.writeString(site.resolve("a"), "one");
        Files.writeString(site.resolve("b"), "two");
        Files.writeString(site.resolve("c"), "three");
    }

    private Manifest scan() throws Exception {
        return FolderScan.of(site, dir.resolve("caches"));
    }

    private static ContentName name(Manifest manifest, String path) {
        return manifest.files().stream()
                .filter(file -> file.path().equals(path))
                .map(file -> file.chunks().getFirst().name())
                .findFirst()
                .orElseThrow();
    }

    private void fetch(Path folder, Manifest manifest) throws Exception {
        List<ContentName> wanted =
                manifest.files().stream()
                        .flatMap(file -> file.chunks().stream())
                        .map(Chunk::name)
                        .toList();
        new NearFolder(folder, manifest, (names, taker) -> asked.addAll(names))
                .fetch(wanted, (name, bytes) -> taken.add(name));
    }

    @Test
    void the_publisher_sends_nothing_of_what_is_in_its_folder_here() throws Exception {
        fetch(site, scan());
        assertThat(asked).isEmpty();
        assertThat(taken).hasSize(3);
    }

    @Test
    void the_publisher_is_asked_for_all_where_its_folder_is_not() throws Exception {
        fetch(dir.resolve("elsewhere"), scan());
        assertThat(asked).hasSize(3);
    }

    @Test
    void the_publisher_is_asked_for_what_is_another_file_here() throws Exception {
        Manifest manifest = scan();
        Files.writeString(site.resolve("b"), "others");
        fetch(site, manifest);
        assertThat(asked).contains(name(manifest, "b"));
        assertThat(asked).doesNotContain(name(manifest, "a"));
    }

    @Test
    void a_full_disk_is_no_reason_to_ask_the_publisher() throws Exception {
        Manifest manifest = scan();
        List<ContentName> wanted = List.of(name(manifest, "a"));
        var source = new NearFolder(site, manifest, (names, taker) -> asked.addAll(names));
        assertThatThrownBy(() ->
                        source.fetch(
                                wanted,
                                (name, bytes) ->
                                        Posix.open(
                                                dir.resolve("none/x").toString(),
                                                Posix.O_WRONLY,
                                                0)))
                .isInstanceOf(PosixException.class);
        assertThat(asked).isEmpty();
    }
}
