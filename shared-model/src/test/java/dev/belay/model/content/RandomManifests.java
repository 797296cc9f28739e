package dev.belay.model.content;

import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Legal manifests from a seed.
final class RandomManifests {

    private static final List<String> ACCOUNTS = List.of("root", "www-data", "proxy");

    private RandomManifests() {}

    static Manifest of(long seed) {
        var random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        List<String> folders = new ArrayList<>(List.of(""));
        entries.add(new FolderEntry("", 0755, "root", "root"));
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            String folder = folders.get(random.nextInt(folders.size()));
            String path = (folder.isEmpty() ? "" : folder + "/") + "é-" + i;
            switch (random.nextInt(4)) {
                case 0 -> {
                    entries.add(
                            new FolderEntry(path, random.nextInt(010000), account(random), "adm"));
                    folders.add(path);
                }
                case 1 -> entries.add(new LinkEntry(path, "missing-" + random.nextInt(9)));
                default -> entries.add(file(path, random));
            }
        }
        return Manifest.of(entries);
    }

    static FileEntry file(String path, Random random) {
        List<Chunk> chunks = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            chunks.add(new Chunk(name(random), 1 + random.nextInt(Chunker.LONGEST)));
        }
        return new FileEntry(
                path,
                random.nextInt(010000),
                account(random),
                account(random),
                Instant.ofEpochSecond(random.nextInt() * 3L, random.nextInt(1_000_000_000)),
                chunks.stream().mapToLong(Chunk::length).sum(),
                chunks);
    }

    static ContentName name(Random random) {
        var bytes = new byte[ContentName.LENGTH];
        random.nextBytes(bytes);
        return ContentName.of(bytes);
    }

    private static String account(Random random) {
        return ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    }
}
