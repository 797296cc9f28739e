package dev.belay.agent.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.FolderChunkSource;
import dev.belay.reach.publish.SystemHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreCrashTest {

    private static final int KILLED = 137;

    private final Map<Long, Manifest> published = new HashMap<>();
    @TempDir private Path dir;

    @ParameterizedTest
    @CsvSource({
        "staging folder, 1",
        "manifest, 1",
        "folders, 1",
        "laid files, 1",
        "links, 1",
        "unchanged files, 1",
        "file, 1",
        "file, 2",
        "chunk, 1",
        "chunk, 2",
        "attributes, 1",
        "durable, 1",
        "version in place, 1",
        "version durable, 1",
        "stamps, 1",
        "switched, 1",
        "version out of place, 1",
        "version deleted, 1",
        "spare laid, 1",
        "spare in place, 1",
        "spare stamps, 1",
    })
    void a_kill_at_any_step_leaves_whole_versions_and_the_next_start_goes_on(String step, int time)
            throws Exception {
        Path site = dir.resolve("site");
        TestTree.make(site, 11);
        for (long number = 1; number <= 3; number++) {
            TestTree.edit(site, 2 * number);
            TestTree.edit(site, 2 * number + 1);
            published.put(number, TestTree.scan(site, dir.resolve("caches")));
            if (number < 3) {
                publish(number);
            }
        }
        assertThat(run(3, step, time)).isEqualTo(KILLED);
        checkVersions();
        assertThat(run(3, "", 0)).isZero();
        checkVersions();
        assertThat(dir.resolve("live").toRealPath())
                .isEqualTo(dir.resolve("sets/web/3/tree").toRealPath());
        assertThat(dir.resolve("sets/web")).isDirectoryNotContaining("glob:**/1");
    }

    private void publish(long number) throws Exception {
        Path site = dir.resolve("site");
        VersionStore store = VersionStore.open(dir.resolve("sets"), SystemHash.best());
        Manifest manifest = TestTree.scan(site, dir.resolve("caches"));
        store.stage("web", number, manifest, new FolderChunkSource(site, manifest), (_, _) -> {});
        // The third version is built of a spare that another process has laid.
        store.layAhead("web");
    }

    /// Whatever is there is whole, and can be the ground for another version.
    private void checkVersions() throws Exception {
        VersionStore store = VersionStore.open(dir.resolve("sets"), SystemHash.best());
        var numbers = new TreeSet<Long>();
        for (StoredVersion version : store.versions("web")) {
            numbers.add(version.number());
            assertThat(version.manifest()).isEqualTo(published.get(version.number()));
            assertThat(store.drift("web", version.number())).isEmpty();
            assertThat(TestTree.scan(version.tree(), dir.resolve("caches")))
                    .isEqualTo(version.manifest());
        }
        Path live = dir.resolve("live");
        if (Files.isSymbolicLink(live)) {
            String tree = Files.readSymbolicLink(live).toString();
            assertThat(numbers).anyMatch(number -> tree.endsWith("/web/" + number + "/tree"));
        }
        try (var names = Files.list(Files.createDirectories(dir.resolve("sets/web")))) {
            assertThat(names.map(one -> one.getFileName().toString()))
                    .allMatch(name ->
                            name.startsWith(".sta")
                                    || name.equals(".spare-" + numbers.last())
                                    || numbers.contains(Long.parseLong(name)));
        }
    }

    private int run(long number, String step, int time) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx64m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StoreProcess.class.getName(),
                                dir.toString(),
                                Long.toString(number),
                                step,
                                Integer.toString(time))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code).as(said).isIn(0, KILLED);
        return code;
    }
}
