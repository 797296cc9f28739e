package dev.belay.reach.publish;

import dev.belay.api.ApiError;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.Entry;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import dev.belay.model.content.Limits;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestRules;
import dev.belay.model.content.PathRules;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the manifest of a folder. No link is followed, and what is neither file, folder nor link
/// is refused; all refusals are told at once.
///
/// Blocks; a scan is for one thread.
public final class FolderScan {

    private static final int ATTEMPTS = 4;
    private static final int MANY = 256;
    private static final String NOBODY_ELSE = "root";

    private final ScanCache cache;
    private final ContentHash hash = new SoonHash();
    private final FileChunks cutter = new FileChunks(hash);
    private final boolean isUnix;
    private final Map<Integer, String> users = new HashMap<>();
    private final Map<Integer, String> groups = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<ApiError> errors = new ArrayList<>();

    private FolderScan(Path root, ScanCache cache) {
        this.cache = cache;
        this.isUnix = root.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /// Scans a folder.
    ///
    /// @param caches folder for what was read before, such as [dev.belay.reach.UserFolder#cache]
    /// @throws ContentException when the folder cannot be a config set
    /// @throws IOException when the folder itself cannot be read
    public static Manifest of(Path folder, Path caches) throws IOException, ContentException {
        Seen seen = look(folder, caches);
        seen.remember();
        return seen.manifest();
    }

    /// What a scan found, and has not yet remembered for the next one.
    public static final class Seen {

        private final Manifest manifest;
        private final ScanCache cache;

        private Seen(Manifest manifest, ScanCache cache) {
            this.manifest = manifest;
            this.cache = cache;
        }

        public Manifest manifest() {
            return manifest;
        }

        /// So that what is unchanged is not read again.
        public void remember() throws IOException {
            cache.save();
        }
    }

    /// Scans a folder, and leaves it to the caller to remember what was seen.
    ///
    /// @param caches as in [#of]
    public static Seen look(Path folder, Path caches) throws IOException, ContentException {
        // The folder that is named may be a link to it; none below is followed.
        Path root = folder.toRealPath();
        if (!Files.isDirectory(root)) {
            throw new ContentException(
                    "set-no-folder",
                    "a folder",
                    PathRules.quoted(folder.toString()),
                    "name the folder that holds the files");
        }
        var cache = ScanCache.of(caches, root);
        var scan = new FolderScan(root, cache);
        scan.enter(root, "");
        var manifest = Manifest.of(scan.entries);
        scan.errors.addAll(ManifestRules.violations(manifest));
        if (!scan.errors.isEmpty()) {
            throw new ContentException(scan.errors);
        }
        return new Seen(manifest, cache);
    }

    private void enter(Path folder, String path) throws IOException {
        FileStamp.Stat stat = FileStamp.of(folder, isUnix);
        entries.add(new FolderEntry(path, stat.mode(), user(stat, folder), group(stat, folder)));
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            List<Path> all = new ArrayList<>();
            for (Path child : children) {
                if (entries.size() + all.size() > Limits.ENTRIES) {
                    break;
                }
                all.add(child);
            }
            FileStamp.@Nullable Stat[] stats = stats(all);
            for (int i = 0; i < all.size() && entries.size() <= Limits.ENTRIES; i++) {
                String name = all.get(i).getFileName().toString();
                look(all.get(i), path.isEmpty() ? name : path + "/" + name, stats[i]);
            }
        }
    }

    /// Of many files on two threads: in a program that has just begun a look at one takes long.
    private FileStamp.@Nullable Stat[] stats(List<Path> files) throws InterruptedIOException {
        var stats = new FileStamp.@Nullable Stat[files.size()];
        int first = files.size() < MANY ? files.size() : files.size() / 2;
        // A thread in a system call holds the end of the process up, and so would that of virtual
        // ones.
        Thread other =
                Thread.ofPlatform()
                        .daemon()
                        .name("look-at-files")
                        .start(() -> stats(files, first, files.size(), stats));
        stats(files, 0, first, stats);
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the scan was interrupted");
        }
        return stats;
    }

    private void stats(List<Path> files, int from, int to, FileStamp.@Nullable Stat[] stats) {
        for (int i = from; i < to; i++) {
            try {
                stats[i] = FileStamp.of(files.get(i), isUnix);
            } catch (IOException e) {
                // Looked at again, and told then.
                stats[i] = null;
            }
        }
    }

    private void look(Path child, String path, FileStamp.@Nullable Stat known) {
        try {
            FileStamp.Stat stat = known == null ? FileStamp.of(child, isUnix) : known;
            switch (stat.kind()) {
                case LINK -> {
                    String target = Files.readSymbolicLink(child).toString();
                    entries.add(new LinkEntry(path, isUnix ? target : target.replace('\\', '/')));
                }
                case FOLDER -> enter(child, path);
                case FILE -> read(child, path, stat);
                case OTHER ->
                        errors.add(
                                new ApiError(
                                        "special-file",
                                        "files, folders and links",
                                        PathRules.quoted(path) + ", a device, pipe or socket",
                                        "remove it from the folder"));
            }
        } catch (IOException e) {
            errors.add(
                    new ApiError(
                            "file-unreadable",
                            "a readable " + PathRules.quoted(path),
                            e.getClass().getSimpleName() + " " + e.getMessage(),
                            "let this user read it, or remove it from the folder"));
        }
    }

    private void read(Path file, String path, FileStamp.Stat first) throws IOException {
        FileStamp.Stat stat = first;
        var known = cache.chunks(path, stat.stamp());
        if (known.isPresent()) {
            entries.add(file(file, path, stat, known.get()));
            return;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant begun = Instant.now();
            if (stat.stamp().isOfThisTick(begun)) {
                // Its writer may have emptied it and be about to fill it.
                FileStamp.Stat later = afterTick(file);
                if (!later.stamp().isSame(stat.stamp())) {
                    stat = later;
                    continue;
                }
            }
            List<Chunk> chunks = cut(file, stat.stamp().size(), cache.former(path));
            FileStamp.Stat after = FileStamp.of(file, isUnix);
            if (after.stamp().isSame(stat.stamp()) && sum(chunks) == after.stamp().size()) {
                if (!stat.stamp().isTooYoung(begun)) {
                    cache.put(path, stat.stamp(), chunks);
                }
                entries.add(file(file, path, after, chunks));
                return;
            }
            stat = after;
        }
        errors.add(
                new ApiError(
                        "file-changes",
                        "files that nobody writes while they are read",
                        PathRules.quoted(path) + " changed in each of " + ATTEMPTS + " attempts",
                        "stop the program that writes it, or publish a copy of the folder"));
    }

    private List<Chunk> cut(Path file, long size, List<Chunk> former) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            int parts = LongFile.parts(size);
            if (former.size() > 1) {
                return FormerCuts.chunks(channel, former, hash, parts);
            }
            return parts == 1 ? cutter.of(channel) : LongFile.chunks(channel, size, hash, parts);
        }
    }

    private FileStamp.Stat afterTick(Path file) throws IOException {
        try {
            Thread.sleep(FileStamp.TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the scan was interrupted");
        }
        return FileStamp.of(file, isUnix);
    }

    private FileEntry file(Path file, String path, FileStamp.Stat stat, List<Chunk> chunks)
            throws IOException {
        return new FileEntry(
                path,
                stat.mode(),
                user(stat, file),
                group(stat, file),
                stat.modified().toInstant(),
                stat.stamp().size(),
                chunks);
    }

    // A name is asked for once: each question goes through the system's name services.
    private String user(FileStamp.Stat stat, Path path) throws IOException {
        if (!isUnix) {
            return NOBODY_ELSE;
        }
        String known = users.get(stat.user());
        if (known == null) {
            known =
                    Files.getFileAttributeView(
                                    path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .getOwner()
                            .getName();
            users.put(stat.user(), known);
        }
        return known;
    }

    private String group(FileStamp.Stat stat, Path path) throws IOException {
        if (!isUnix) {
            return NOBODY_ELSE;
        }
        String known = groups.get(stat.group());
        if (known == null) {
            known =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .group()
                            .getName();
            groups.put(stat.group(), known);
        }
        return known;
    }

    private static long sum(List<Chunk> chunks) {
        return chunks.stream().mapToLong(Chunk::length).sum();
    }
}
