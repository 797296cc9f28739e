package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import dev.belay.model.content.Entry;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import dev.belay.model.content.Manifest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A tree of second names for the files of the newest version, laid while nothing is to be done.
/// The next version begins with it and changes what differs, so that a small change costs little
/// however many files the set has.
///
/// It only saves work, and is not brought to the disk: whoever builds a version with it looks at
/// each file again.
final class Spare {

    /// A version of more is not laid ahead: each name is an entry of a folder on the disk.
    static final int MOST_ENTRIES = 50_000;

    private static final String NAME = ".spare-";
    private static final String BEING_LAID = ".laying";
    private static final int PRIVATE = 0700;

    private final StoredVersion base;
    private final String folder;

    private Spare(StoredVersion base, String setFolder) {
        this.base = base;
        this.folder = setFolder + "/" + NAME + base.number();
    }

    /// Makes one. Blocks for as long as the file system takes for so many names.
    ///
    /// @param base whose files must be untouched
    /// @param setFolder where it goes
    /// @return empty where they are not, or there are too many
    static Optional<Spare> lay(StoredVersion base, String setFolder, Stamps stamps, StepWatch steps)
            throws PosixException {
        if (base.manifest().entries().size() > MOST_ENTRIES) {
            return Optional.empty();
        }
        String laying = setFolder + "/" + BEING_LAID;
        VersionFolder.remove(laying);
        Posix.makeFolder(laying, 0755);
        Posix.makeFolder(laying + "/tree", PRIVATE);
        try {
            for (Entry entry : base.manifest().entries()) {
                if (!isLaid(entry, base, laying + "/tree", stamps)) {
                    discard(laying, base, stamps);
                    return Optional.empty();
                }
            }
        } catch (PosixException e) {
            discard(laying, base, stamps);
            throw e;
        }
        steps.done("spare laid");
        var spare = new Spare(base, setFolder);
        Posix.renameToNew(laying, spare.folder);
        steps.done("spare in place");
        return Optional.of(spare);
    }

    private static boolean isLaid(Entry entry, StoredVersion base, String tree, Stamps stamps)
            throws PosixException {
        String to = VersionFolder.below(tree, entry.path());
        switch (entry) {
            case FolderEntry one -> {
                if (!one.path().isEmpty()) {
                    Posix.makeFolder(to, PRIVATE);
                }
            }
            case LinkEntry link -> Posix.symlink(link.target(), to);
            case FileEntry file -> {
                String from = base.pathOf(file.path());
                Optional<PosixStat> before = Posix.stat(from);
                if (before.isEmpty() || !stamps.prove(before.get(), file)) {
                    return false;
                }
                try {
                    Posix.link(from, to);
                } catch (PosixException e) {
                    if (e.errno() == PosixException.EMLINK) {
                        return false;
                    }
                    throw e;
                }
                stamp(to, before.get().inode(), file, stamps);
            }
        }
        return true;
    }

    /// One that an earlier process has laid.
    static Optional<Spare> found(StoredVersion base, String setFolder) throws PosixException {
        var spare = new Spare(base, setFolder);
        return spare.isThere() ? Optional.of(spare) : Optional.empty();
    }

    boolean isThere() throws PosixException {
        return Posix.stat(folder + "/tree").isPresent();
    }

    /// Whether something in the folder of a set is one, or was to become one.
    static boolean isNameOf(String name) {
        return name.startsWith(NAME) || name.equals(BEING_LAID);
    }

    /// Whether that name in the folder of the set is this one's.
    boolean isAt(String name) {
        return name.equals(NAME + base.number());
    }

    boolean isOf(StoredVersion version) {
        return base.number() == version.number() && base.name().equals(version.name());
    }

    /// Moves it to where the next version is built, and takes away what that has not.
    ///
    /// @return paths of the files that both have
    Set<String> become(String staging, Manifest next, Stamps stamps) throws PosixException {
        Posix.renameToNew(folder, staging);
        String tree = staging + "/tree";
        Map<String, Entry> wanted = new HashMap<>();
        next.entries().forEach(entry -> wanted.put(entry.path(), entry));
        Set<String> same = new HashSet<>();
        // What is in a folder comes after it.
        for (Entry entry : base.manifest().entries().reversed()) {
            Entry now = wanted.get(entry.path());
            String path = VersionFolder.below(tree, entry.path());
            switch (entry) {
                case FileEntry file when file.equals(now) -> same.add(file.path());
                case FileEntry file -> take(path, file, base, stamps);
                case LinkEntry link when link.equals(now) -> {}
                case FolderEntry _ when now instanceof FolderEntry -> {}
                case LinkEntry _, FolderEntry _ -> VersionFolder.remove(path);
            }
        }
        return same;
    }

    /// Removes it.
    void discard(Stamps stamps) throws PosixException {
        discard(folder, base, stamps);
    }

    private static void discard(String folder, StoredVersion base, Stamps stamps)
            throws PosixException {
        for (FileEntry file : base.manifest().files()) {
            take(VersionFolder.below(folder + "/tree", file.path()), file, base, stamps);
        }
        VersionFolder.remove(folder);
    }

    /// Takes a name away, which changes the inode's time: what was untouched is known to be so by
    /// the version's own name afterwards.
    private static void take(String path, FileEntry file, StoredVersion base, Stamps stamps)
            throws PosixException {
        Optional<PosixStat> before = Posix.stat(path);
        if (before.isEmpty()) {
            return;
        }
        boolean isUntouched = stamps.prove(before.get(), file);
        VersionFolder.remove(path);
        if (isUntouched) {
            stamp(base.pathOf(file.path()), before.get().inode(), file, stamps);
        }
    }

    private static void stamp(String path, long inode, FileEntry file, Stamps stamps)
            throws PosixException {
        Optional<PosixStat> stat = Posix.stat(path);
        if (stat.isPresent()
                && stat.get().inode() == inode
                && stat.get().size() == file.size()
                && stat.get().modified().equals(file.modified())) {
            stamps.put(stat.get(), file);
        }
    }
}
