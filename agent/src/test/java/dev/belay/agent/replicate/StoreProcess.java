package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.FolderChunkSource;
import dev.belay.reach.publish.SystemHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// Publishes a folder, keeps two versions, puts the last one in force; killed at the given step.
///
/// Arguments: work folder, number of the version, name of the step to be killed at (empty for
/// none), how often it comes until then.
final class StoreProcess {

    private static final int SIGKILL = 9;
    private static String last = "";
    private static int left;

    private StoreProcess() {}

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        long number = Long.parseLong(args[1]);
        last = args[2];
        left = Integer.parseInt(args[3]);
        Path site = dir.resolve("site");
        Manifest manifest = TestTree.scan(site, dir.resolve("caches"));
        VersionStore store =
                VersionStore.open(dir.resolve("sets"), SystemHash.best(), StoreProcess::step);
        StoredVersion version =
                store.stage(
                        "web",
                        number,
                        manifest,
                        new FolderChunkSource(site, manifest),
                        (_, _) -> {});
        new Switch(dir.resolve("sets"), dir.resolve("live")).to(version.tree(), true);
        step("switched");
        store.prune("web", 2, Set.of(number));
        store.layAhead("web");
    }

    private static void step(String step) {
        if (step.equals(last) && --left == 0) {
            try {
                Posix.kill((int) ProcessHandle.current().pid(), SIGKILL);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
