package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import java.util.Optional;

/// Files and folders of the store by their full names.
final class VersionFolder {

    private VersionFolder() {}

    /// @param path empty for the folder itself
    static String below(String folder, String path) {
        return path.isEmpty() ? folder : folder + "/" + path;
    }

    /// Removes what is there, without following any link; nothing there is well, too.
    static void remove(String path) throws PosixException {
        Optional<PosixStat> stat = Posix.stat(path);
        if (stat.isEmpty()) {
            return;
        }
        if (stat.get().type() == PosixStat.Type.FOLDER) {
            for (String name : Posix.list(path)) {
                remove(below(path, name));
            }
            Posix.removeFolder(path);
        } else {
            Posix.unlink(path);
        }
    }

    /// Brings a folder's own names to the disk.
    static void sync(String folder) throws PosixException {
        int descriptor = Posix.open(folder, Posix.O_RDONLY, 0);
        try {
            Posix.sync(descriptor);
        } finally {
            Posix.close(descriptor);
        }
    }

    /// Brings everything on the file system of a folder to the disk.
    static void syncAll(String folder) throws PosixException {
        int descriptor = Posix.open(folder, Posix.O_RDONLY, 0);
        try {
            Posix.syncFileSystem(descriptor);
        } finally {
            Posix.close(descriptor);
        }
    }

    static void write(String file, byte[] bytes) throws PosixException {
        int descriptor = Posix.open(file, Posix.O_WRONLY | Posix.O_CREAT_EXCL, 0600);
        try {
            Posix.write(descriptor, bytes, 0);
        } finally {
            Posix.close(descriptor);
        }
    }

    /// Reads a small file as a whole.
    ///
    /// @return empty when there is none, or it is longer
    static Optional<byte[]> read(String file, int most) throws PosixException {
        Optional<PosixStat> stat = Posix.stat(file);
        if (stat.isEmpty()
                || stat.get().type() != PosixStat.Type.FILE
                || stat.get().size() > most) {
            return Optional.empty();
        }
        var bytes = new byte[(int) stat.get().size()];
        int descriptor = Posix.open(file, Posix.O_RDONLY, 0);
        try {
            int read = Posix.read(descriptor, bytes, bytes.length, 0);
            return read == bytes.length ? Optional.of(bytes) : Optional.empty();
        } finally {
            Posix.close(descriptor);
        }
    }
}
