package dev.belay.model.content;

import dev.belay.api.ConfigSetView.Change;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What differs between two manifests. The time of a file's last change alone is no difference.
public final class ManifestDiff {

    private ManifestDiff() {}

    /// One path.
    ///
    /// @param facts what else differs, such as `mode 0644 -> 0600`; empty when nothing does
    public record Difference(String path, Change change, String facts) {}

    /// In the order of the paths.
    public static List<Difference> between(Manifest from, Manifest to) {
        List<Difference> differences = new ArrayList<>();
        List<Entry> old = from.entries();
        List<Entry> now = to.entries();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            int order =
                    i == old.size()
                            ? 1
                            : j == now.size() ? -1 : Manifest.ORDER.compare(old.get(i), now.get(j));
            if (order < 0) {
                differences.add(new Difference(old.get(i++).path(), Change.REMOVED, ""));
            } else if (order > 0) {
                differences.add(new Difference(now.get(j++).path(), Change.ADDED, ""));
            } else {
                of(old.get(i++), now.get(j++)).ifPresent(differences::add);
            }
        }
        return differences;
    }

    private static Optional<Difference> of(Entry from, Entry to) {
        return switch (from) {
            case FileEntry one ->
                    to instanceof FileEntry other
                            ? difference(
                                    one.path(),
                                    !one.chunks().equals(other.chunks()),
                                    facts(one, other))
                            : kind(from, to);
            case LinkEntry one ->
                    to instanceof LinkEntry other
                            ? difference(
                                    one.path(),
                                    !one.target().equals(other.target()),
                                    change("target", one.target(), other.target()))
                            : kind(from, to);
            case FolderEntry one ->
                    to instanceof FolderEntry other
                            ? difference(one.path(), false, facts(one, other))
                            : kind(from, to);
        };
    }

    private static Optional<Difference> difference(String path, boolean content, String facts) {
        if (!content && facts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Difference(path, content ? Change.CONTENT : Change.OWNER_OR_MODE, facts));
    }

    private static Optional<Difference> kind(Entry from, Entry to) {
        return Optional.of(
                new Difference(from.path(), Change.KIND, change("kind", word(from), word(to))));
    }

    private static String facts(FileEntry one, FileEntry other) {
        return joined(
                change("mode", octal(one.mode()), octal(other.mode())),
                change("owner", one.owner(), other.owner()),
                change("group", one.group(), other.group()));
    }

    private static String facts(FolderEntry one, FolderEntry other) {
        return joined(
                change("mode", octal(one.mode()), octal(other.mode())),
                change("owner", one.owner(), other.owner()),
                change("group", one.group(), other.group()));
    }

    private static String joined(String... facts) {
        return String.join(", ", List.of(facts).stream().filter(one -> !one.isEmpty()).toList());
    }

    private static String change(String what, String from, String to) {
        return from.equals(to) ? "" : what + " " + from + " -> " + to;
    }

    private static String octal(int mode) {
        return String.format("%04o", mode);
    }

    private static String word(Entry entry) {
        return switch (entry) {
            case FileEntry _ -> "file";
            case LinkEntry _ -> "link";
            case FolderEntry _ -> "folder";
        };
    }
}
