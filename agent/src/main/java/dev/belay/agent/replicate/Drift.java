package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Change;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.Entry;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds local edits: what differs between a version's files and its manifest. A file that is as it
/// was by its inode's times is not read.
public final class Drift {

    private final StoredVersion version;
    private final Stamps stamps;
    private final ContentHash hash;
    private final Map<String, Integer> users = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    private boolean hasProved;

    private Drift(StoredVersion version, Stamps stamps, ContentHash hash) {
        this.version = version;
        this.stamps = stamps;
        this.hash = hash;
    }

    /// One path that was edited.
    ///
    /// @param path empty for the set's own folder
    public record Found(String path, Change what) {

        public ConfigSetView.Drift view() {
            return new ConfigSetView.Drift(path.isEmpty() ? "." : path, what);
        }
    }

    static List<Found> find(StoredVersion version, Stamps stamps, ContentHash hash)
            throws ContentException {
        var drift = new Drift(version, stamps, hash);
        try {
            drift.compare();
        } catch (PosixException e) {
            throw StageFaults.of(e);
        }
        return List.copyOf(drift.found);
    }

    private void compare() throws PosixException {
        var known = new HashSet<String>();
        for (Entry entry : version.manifest().entries()) {
            known.add(entry.path());
            Optional<PosixStat> stat = Posix.stat(version.pathOf(entry.path()));
            if (stat.isEmpty()) {
                found.add(new Found(entry.path(), Change.REMOVED));
            } else {
                compare(entry, stat.get());
            }
        }
        findAdded("", known);
        found.sort(Comparator.comparing(Found::path));
        if (hasProved) {
            stamps.save();
        }
    }

    private void compare(Entry entry, PosixStat stat) throws PosixException {
        switch (entry) {
            case FileEntry file -> compareFile(file, stat);
            case LinkEntry link -> {
                if (stat.type() != PosixStat.Type.LINK) {
                    found.add(new Found(link.path(), Change.KIND));
                } else if (!Posix.readLink(version.pathOf(link.path())).equals(link.target())) {
                    found.add(new Found(link.path(), Change.CONTENT));
                }
            }
            case FolderEntry folder -> {
                if (stat.type() != PosixStat.Type.FOLDER) {
                    found.add(new Found(folder.path(), Change.KIND));
                } else if (isOther(stat, folder.mode(), folder.owner(), folder.group())) {
                    found.add(new Found(folder.path(), Change.OWNER_OR_MODE));
                }
            }
        }
    }

    private void compareFile(FileEntry file, PosixStat stat) throws PosixException {
        if (stat.type() != PosixStat.Type.FILE) {
            found.add(new Found(file.path(), Change.KIND));
        } else if (stat.size() != file.size() || !hasContent(file, stat)) {
            found.add(new Found(file.path(), Change.CONTENT));
        } else if (isOther(stat, file.mode(), file.owner(), file.group())) {
            found.add(new Found(file.path(), Change.OWNER_OR_MODE));
        }
    }

    private boolean hasContent(FileEntry file, PosixStat stat) throws PosixException {
        if (stamps.prove(stat, file)) {
            return true;
        }
        String path = version.pathOf(file.path());
        if (!new FileContent(hash).isOf(path, file)) {
            return false;
        }
        Optional<PosixStat> after = Posix.stat(path);
        if (after.isPresent() && after.get().equals(stat)) {
            stamps.put(stat, file);
            hasProved = true;
        }
        return true;
    }

    private boolean isOther(PosixStat stat, int mode, String owner, String group) {
        return stat.mode() != mode
                || stat.user()
                        != users.computeIfAbsent(owner, name -> Posix.userId(name).orElse(-1))
                || stat.group()
                        != groups.computeIfAbsent(group, name -> Posix.groupId(name).orElse(-1));
    }

    private void findAdded(String path, Set<String> known) throws PosixException {
        String folder = version.pathOf(path);
        Optional<PosixStat> stat = Posix.stat(folder);
        if (stat.isEmpty() || stat.get().type() != PosixStat.Type.FOLDER) {
            return;
        }
        for (String name : Posix.list(folder)) {
            String child = path.isEmpty() ? name : path + "/" + name;
            if (known.contains(child)) {
                findAdded(child, known);
            } else {
                // A new folder is one edit, whatever is in it.
                found.add(new Found(child, Change.ADDED));
            }
        }
    }
}
