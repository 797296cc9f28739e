package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.FolderScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Folders as people have them, from a seed.
final class TestTree {

    private static final int[] MODES = {0644, 0600, 0755, 0640, 04755};

    private TestTree() {}

    static void make(Path root, long seed) throws IOException {
        var random = new Random(seed);
        Files.createDirectories(root);
        List<Path> folders = new ArrayList<>(List.of(root));
        int count = 3 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            Path folder = folders.get(random.nextInt(folders.size()));
            Path path = folder.resolve("part-" + i);
            switch (random.nextInt(5)) {
                case 0 -> folders.add(Files.createDirectory(path));
                // To a lower number, so that no links lead to each other.
                case 1 ->
                        Files.createSymbolicLink(
                                path, Path.of("part-" + (random.nextInt(i + 1) - 1)));
                default -> {
                    Files.write(path, bytes(random, random.nextInt(4) == 0 ? 700_000 : 9_000));
                    own(path, random);
                    Posix.setMode(path.toString(), MODES[random.nextInt(MODES.length)]);
                    Posix.setModified(
                            path.toString(),
                            Instant.ofEpochSecond(
                                    random.nextInt(2_000_000_000), random.nextInt(1_000_000_000)));
                }
            }
        }
        for (Path folder : folders) {
            own(folder, random);
            Posix.setMode(folder.toString(), random.nextBoolean() ? 0755 : 02770);
        }
    }

    /// Some files are changed, removed, added, and given to others.
    static void edit(Path root, long seed) throws IOException {
        var random = new Random(seed);
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.filter(one -> !one.equals(root)).sorted().toList();
        }
        for (Path path : all) {
            if (!Files.isRegularFile(path) || Files.isSymbolicLink(path)) {
                continue;
            }
            switch (random.nextInt(6)) {
                case 0 -> Files.delete(path);
                case 1 -> insert(path, random);
                case 2 -> own(path, random);
                default -> {}
            }
        }
        Files.write(root.resolve("added-" + seed), bytes(random, 5_000));
    }

    static Manifest scan(Path root, Path caches) throws IOException, ContentException {
        return FolderScan.of(root, caches);
    }

    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    static byte[] bytes(Random random, int most) {
        var bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void insert(Path path, Random random) throws IOException {
        byte[] old = Files.readAllBytes(path);
        byte[] more = bytes(random, 100);
        int at = random.nextInt(old.length + 1);
        var now = new byte[old.length + more.length];
        System.arraycopy(old, 0, now, 0, at);
        System.arraycopy(more, 0, now, at, more.length);
        System.arraycopy(old, at, now, at + more.length, old.length - at);
        Files.write(path, now);
    }

    private static void own(Path path, Random random) throws IOException {
        if (Posix.userName(processUser()).equals("root")) {
            Posix.setOwner(path.toString(), random.nextInt(3), random.nextInt(3));
        }
    }

    private static int processUser() throws IOException {
        return Posix.stat("/proc/self/").orElseThrow().user();
    }
}
