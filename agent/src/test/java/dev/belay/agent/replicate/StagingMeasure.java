package dev.belay.agent.replicate;

import dev.belay.model.content.ContentException;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestDelta;
import dev.belay.model.content.ManifestFormat;
import dev.belay.reach.publish.FolderChunkSource;
import dev.belay.reach.publish.FolderScan;
import dev.belay.reach.publish.SystemHash;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Measures scanning, staging, and the bytes that would go to a node: 2,000 files of 50 MB and one
/// of 200 MB, then a hundredth of the files changed, then 1 MB inside the large one, then one file.
/// Beside it `rsync` of the same change to a folder on the same disk, and then `sync -f`.
///
/// `bench/staging [folder]`
final class StagingMeasure {

    private static final int FILES = 2_000;
    private static final int FILE_BYTES = 25_000;
    private static final int LARGE_BYTES = 200_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path dir;
    private final Path site;
    private final Random random = new Random(1);
    private final VersionStore store;
    private byte[] manifestBefore = {};
    private long number;

    private StagingMeasure(Path dir) throws ContentException {
        this.dir = dir;
        this.site = dir.resolve("site");
        this.store = VersionStore.open(dir.resolve("sets"), SystemHash.best());
    }

    public static void main(String[] args) throws Exception {
        Path dir =
                args.length > 0
                        ? Files.createTempDirectory(Path.of(args[0]), "belay-staging")
                        : Files.createTempDirectory("belay-staging");
        try {
            var measure = new StagingMeasure(dir);
            measure.make();
            measure.row("all of it");
            measure.change(FILES / 100);
            measure.row("1 % of the files changed");
            measure.insideLarge();
            measure.row("1 MB inside the large one");
            for (int i = 0; i < Integer.getInteger("belay.rounds", 5); i++) {
                measure.change(1);
                measure.row("1 file changed");
            }
        } finally {
            TestTree.delete(dir);
        }
    }

    private void make() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path folder = Files.createDirectories(site.resolve("part-" + i % 40));
            Files.write(folder.resolve("file-" + i), bytes(FILE_BYTES));
        }
        try (var out = Files.newOutputStream(site.resolve("large"))) {
            for (int i = 0; i < LARGE_BYTES / 1_000_000; i++) {
                out.write(bytes(1_000_000));
            }
        }
    }

    private void change(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            int file = random.nextInt(FILES);
            Files.write(site.resolve("part-" + file % 40 + "/file-" + file), bytes(FILE_BYTES));
        }
    }

    private void insideLarge() throws IOException {
        try (FileChannel channel =
                FileChannel.open(site.resolve("large"), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes(1_000_000)), 77_000_000);
        }
    }

    private void row(String what) throws Exception {
        number++;
        run("sync", "-f", dir.toString());
        long begun = System.nanoTime();
        Manifest manifest = FolderScan.of(site, dir.resolve("caches"));
        long scanned = System.nanoTime();
        byte[] encoded = ManifestFormat.encode(manifest);
        byte[] delta = ManifestDelta.encode(manifestBefore, encoded);
        var source = new FolderChunkSource(site, manifest);
        long told = System.nanoTime();
        var fetched = new AtomicLong();
        long cpuBegun = THREADS.getCurrentThreadCpuTime();
        store.stage("web", number, manifest, source, (bytes, _) -> fetched.set(bytes));
        long cpu = THREADS.getCurrentThreadCpuTime() - cpuBegun;
        long staged = System.nanoTime();
        new Switch(dir.resolve("sets"), dir.resolve("live"))
                .to(store.version("web", number).orElseThrow().tree(), false);
        long live = System.nanoTime();
        store.drift("web", number);
        long looked = System.nanoTime();
        store.prune("web", 3, Set.of(number));
        long pruned = System.nanoTime();
        store.layAhead("web");
        long laid = System.nanoTime();
        manifestBefore = encoded;
        run("sync", "-f", dir.toString());
        long rsyncBegun = System.nanoTime();
        run(
                "rsync",
                "-a",
                "--no-whole-file",
                "--inplace",
                site + "/",
                dir.resolve("copy").toString());
        run("sync", "-f", dir.toString());
        long rsynced = System.nanoTime();
        System.out.printf(
                "%-26s scan %5d  manifest delta %3d  stage %5d (processor %4d)  switch %3d ms | drift %4d"
                        + "  prune %4d  lay ahead %4d ms | chunks %9d  delta %7d  manifest %7d bytes | rsync + sync"
                        + " %5d ms%n",
                what,
                millis(begun, scanned),
                millis(scanned, told),
                millis(told, staged),
                cpu / 1_000_000,
                millis(staged, live),
                millis(live, looked),
                millis(looked, pruned),
                millis(pruned, laid),
                fetched.get(),
                delta.length,
                encoded.length,
                millis(rsyncBegun, rsynced));
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(List.of(command)).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command));
        }
    }
}
