package dev.belay.model.content;

import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import java.util.Comparator;
import java.util.List;

/// All that one version of a config set consists of.
///
/// @param entries in the order of their paths; the set's own folder first
public record Manifest(List<Entry> entries) {

    static final Comparator<Entry> ORDER = Comparator.comparing(Entry::path);

    public Manifest {
        entries = List.copyOf(entries);
    }

    /// Puts entries in order.
    public static Manifest of(List<Entry> entries) {
        return new Manifest(entries.stream().sorted(ORDER).toList());
    }

    /// What names this version: equal manifests, and only those, have equal names.
    public ContentName name(ContentHash hash) {
        return hash.of(ManifestFormat.encode(this));
    }

    /// The regular files.
    public List<FileEntry> files() {
        return entries.stream()
                .filter(FileEntry.class::isInstance)
                .map(FileEntry.class::cast)
                .toList();
    }

    /// Files and links, as people count them.
    public int fileCount() {
        return (int) entries.stream().filter(one -> !(one instanceof FolderEntry)).count();
    }

    /// Of all files.
    public long bytes() {
        return files().stream().mapToLong(FileEntry::size).sum();
    }
}
