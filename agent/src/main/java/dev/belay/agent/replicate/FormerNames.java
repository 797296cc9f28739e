package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import dev.belay.model.content.Entry.FileEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names of a version, or of an edited tree of one, that is about to be deleted. An inode that
/// loses one of its names gets another time: if it was untouched before, it is stamped anew by a
/// name that it has left.
///
/// Looks at the files of that version, and at as many names elsewhere; other versions may be many.
final class FormerNames {

    private final Stamps stamps;
    private final Map<Long, FileEntry> untouched = new HashMap<>();
    private final Set<Long> all = new HashSet<>();

    /// Looks at the files of a version.
    FormerNames(StoredVersion version, Stamps stamps) throws PosixException {
        this.stamps = stamps;
        for (FileEntry file : version.manifest().files()) {
            Optional<PosixStat> found = Posix.stat(version.pathOf(file.path()));
            if (found.isPresent()) {
                PosixStat stat = found.get();
                all.add(stat.inode());
                if (stat.links() > 1 && stamps.prove(stat, file)) {
                    untouched.put(stat.inode(), file);
                }
            }
        }
    }

    /// After the version is gone.
    ///
    /// @param left the versions of its set that stay, the newest first
    void carryOn(List<StoredVersion> left) throws PosixException {
        all.forEach(stamps::remove);
        var open = new HashMap<>(untouched);
        // What stayed as it was is most likely the same in the version after.
        for (StoredVersion version : left.reversed()) {
            if (open.isEmpty()) {
                return;
            }
            var byPath = new HashMap<String, FileEntry>();
            version.manifest().files().forEach(file -> byPath.put(file.path(), file));
            for (var one : new ArrayList<>(open.entrySet())) {
                FileEntry file = one.getValue();
                if (file.equals(byPath.get(file.path()))
                        && stamp(version.pathOf(file.path()), one.getKey(), file)) {
                    open.remove(one.getKey());
                }
            }
        }
    }

    private boolean stamp(String path, long inode, FileEntry file) throws PosixException {
        Optional<PosixStat> stat = Posix.stat(path);
        if (stat.isEmpty()
                || stat.get().inode() != inode
                || stat.get().size() != file.size()
                || !stat.get().modified().equals(file.modified())) {
            return false;
        }
        stamps.put(stat.get(), file);
        return true;
    }
}
