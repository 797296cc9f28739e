package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.PathRules;
import java.nio.file.Path;
import java.util.Optional;

/// The path that a service reads: a link to the tree of the version in force, replaced in one step.
///
/// ABSENT -> OURS -> ABSENT; FOLDER -takeOver-> OURS -release-> FOLDER. What is not ours stays.
public final class Switch {

    private final Path store;
    private final String target;
    private final String next;
    private final String aside;

    /// What is at the target.
    public sealed interface State {

        /// Nothing.
        record Absent() implements State {}

        /// A link of ours.
        ///
        /// @param tree what it leads to
        record Ours(Path tree) implements State {}

        /// A folder, from before the set was put here.
        record Folder() implements State {}

        /// Something else: a file, or a link to elsewhere.
        record Foreign(String what) implements State {}
    }

    /// @param store the folder of the [VersionStore]; links into it are ours
    /// @param target absolute
    public Switch(Path store, Path target) {
        Path place = target.normalize();
        Path parent = place.getParent();
        Path name = place.getFileName();
        if (!place.isAbsolute() || parent == null || name == null) {
            throw new IllegalArgumentException("the target '" + target + "'");
        }
        this.store = store.toAbsolutePath().normalize();
        this.target = place.toString();
        this.next = parent.resolve("." + name + ".belay-next").toString();
        this.aside = parent.resolve("." + name + ".before-belay").toString();
    }

    public State state() throws ContentException {
        try {
            Optional<PosixStat> stat = Posix.stat(target);
            if (stat.isEmpty()) {
                return new State.Absent();
            }
            return switch (stat.get().type()) {
                case FOLDER -> new State.Folder();
                case LINK -> link();
                case FILE -> new State.Foreign("a file");
                case OTHER -> new State.Foreign("a device, pipe or socket");
            };
        } catch (PosixException e) {
            throw StageFaults.of(e);
        }
    }

    /// Puts a version in force; may be repeated.
    ///
    /// @param tree [StoredVersion#tree]
    /// @param takeOver whether a folder that is in the way is moved aside, in the same step
    public void to(Path tree, boolean takeOver) throws ContentException {
        try {
            switch (state()) {
                case State.Ours(Path now) when now.equals(tree) -> {}
                case State.Ours _, State.Absent _ -> {
                    makeNext(tree);
                    Posix.rename(next, target);
                    sync();
                }
                case State.Folder _ -> {
                    if (!takeOver) {
                        throw inTheWay("a folder that is not a config set's");
                    }
                    takeOver(tree);
                }
                case State.Foreign(String what) -> throw inTheWay(what);
            }
        } catch (PosixException e) {
            throw StageFaults.of(e);
        }
    }

    /// Gives the target back: the folder that was there before is there again, or nothing is.
    public void release() throws ContentException {
        try {
            boolean hasFormer = Posix.stat(aside).isPresent();
            switch (state()) {
                case State.Ours _ -> {
                    if (hasFormer) {
                        Posix.exchange(aside, target);
                        Posix.unlink(aside);
                    } else {
                        Posix.unlink(target);
                    }
                    sync();
                }
                case State.Absent _ -> {
                    if (hasFormer) {
                        Posix.renameToNew(aside, target);
                        sync();
                    }
                }
                case State.Folder _ -> {
                    // Killed between the exchange and the removal of the link.
                    if (hasFormer && isLink(aside)) {
                        Posix.unlink(aside);
                        sync();
                    }
                }
                case State.Foreign(String what) -> throw inTheWay(what);
            }
        } catch (PosixException e) {
            throw StageFaults.of(e);
        }
    }

    /// The link and the folder change places, so that the target is never missing.
    private void takeOver(Path tree) throws PosixException, ContentException {
        Optional<PosixStat> former = Posix.stat(aside);
        if (former.isPresent() && isLink(aside)) {
            Posix.unlink(aside);
        } else if (former.isPresent()) {
            throw new ContentException(
                    "target-aside-taken",
                    "no folder at " + PathRules.quoted(aside),
                    "one from an earlier time",
                    "look whether it is still needed, and move it away");
        }
        // The link is made under the name that the folder will have: a kill leaves no third name.
        Posix.symlink(tree.toString(), aside);
        Posix.exchange(aside, target);
        sync();
    }

    private State link() throws PosixException {
        String leads = Posix.readLink(target);
        Path tree = Path.of(leads).normalize();
        return tree.isAbsolute() && tree.startsWith(store)
                ? new State.Ours(tree)
                : new State.Foreign("a link to " + PathRules.quoted(leads));
    }

    private static boolean isLink(String path) throws PosixException {
        return Posix.stat(path).map(stat -> stat.type() == PosixStat.Type.LINK).orElse(false);
    }

    private void makeNext(Path tree) throws PosixException {
        // From a process that was killed before its rename.
        if (isLink(next)) {
            Posix.unlink(next);
        }
        Posix.symlink(tree.toString(), next);
    }

    private void sync() throws PosixException {
        VersionFolder.sync(target.substring(0, Math.max(1, target.lastIndexOf('/'))));
    }

    private ContentException inTheWay(String what) {
        return new ContentException(
                "target-in-the-way",
                "nothing, or a link of ours, at " + PathRules.quoted(target),
                what,
                "move it away, or allow that a folder is taken over");
    }
}
