package dev.belay.agent.program;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Whether a program may be run: as root, only what nobody but root can have put there.
final class Trust {

    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;
    private static final int LINKS_MAX = 40;

    private Trust() {}

    /// Why not; empty when it may be run. Each folder and link on the way to it is looked at.
    static Optional<String> objection(Path program, boolean isRoot) {
        if (!program.isAbsolute()) {
            return Optional.of(
                    "a program by its absolute path was wanted, found '%s'".formatted(program));
        }
        try {
            if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
                return Optional.of(
                        "a program was wanted at '%s', found %s: install it, or correct its name"
                                .formatted(
                                        program,
                                        Files.exists(program) ? "no executable file" : "nothing"));
            }
            if (!isRoot) {
                return Optional.empty();
            }
            return onTheWayTo(program);
        } catch (PosixException e) {
            return Optional.of(
                    "'%s' could not be looked at: %s".formatted(program, e.getMessage()));
        }
    }

    /// Each folder, link and file that the kernel passes: a link in the middle may lead through a
    /// folder that belongs to somebody else.
    private static Optional<String> onTheWayTo(Path program) throws PosixException {
        Deque<Path> ahead = new ArrayDeque<>();
        program.forEach(ahead::addLast);
        Path at = program.getRoot();
        int links = 0;
        Optional<String> objection = objectionTo(at, program);
        while (objection.isEmpty() && !ahead.isEmpty()) {
            Path name = ahead.removeFirst();
            if (name.toString().equals("..")) {
                at = at.getParent() == null ? at : at.getParent();
                continue;
            }
            Path next = at.resolve(name);
            objection = objectionTo(next, program);
            if (objection.isEmpty() && isLink(next)) {
                if (++links > LINKS_MAX) {
                    return Optional.of("'%s' leads from link to link".formatted(program));
                }
                Path target = Path.of(Posix.readLink(next.toString()));
                at = target.isAbsolute() ? program.getRoot() : at;
                for (int i = target.getNameCount() - 1; i >= 0; i--) {
                    ahead.addFirst(target.getName(i));
                }
            } else {
                at = next;
            }
        }
        return objection;
    }

    private static boolean isLink(Path path) throws PosixException {
        return Posix.stat(path.toString())
                .filter(stat -> stat.type() == PosixStat.Type.LINK)
                .isPresent();
    }

    private static Optional<String> objectionTo(Path at, Path program) throws PosixException {
        Optional<PosixStat> stat = Posix.stat(at.toString());
        if (stat.isEmpty()) {
            return Optional.of("'%s' went away".formatted(at));
        }
        if (!isOpen(stat.get())) {
            return Optional.empty();
        }
        return Optional.of(
                ("'%s' is to be run as root, but '%s' belongs to %s and has mode %04o: only root may"
                                + " be able to change it (chown root, chmod go-w)")
                        .formatted(
                                program, at, Posix.userName(stat.get().user()), stat.get().mode()));
    }

    private static boolean isOpen(PosixStat stat) {
        boolean isWritable =
                switch (stat.type()) {
                    // A link has no mode of its own.
                    case LINK -> false;
                    // In a sticky folder nobody can replace what belongs to root.
                    case FOLDER ->
                            (stat.mode() & WRITABLE_BY_OTHERS) != 0 && (stat.mode() & STICKY) == 0;
                    case FILE, OTHER -> (stat.mode() & WRITABLE_BY_OTHERS) != 0;
                };
        return stat.user() != ROOT || isWritable;
    }
}
