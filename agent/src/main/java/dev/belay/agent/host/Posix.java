package dev.belay.agent.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Calls of the C library (glibc) for what Java's own file API cannot do: names in UTF-8 whatever
/// the locale, owners by number, inode numbers at the price of one call, exchange of two names,
/// syncfs, signals. Each is named as its manual page and blocks as that says.
public final class Posix {

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_CREAT_EXCL = 0100 | 0200;

    private static final int O_CLOEXEC = 02000000;
    // The bit differs between machines, of all things.
    private static final int O_NOFOLLOW =
            System.getProperty("os.arch").equals("aarch64") ? 0100000 : 0400000;
    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC = 0x7ff;
    private static final int RENAME_NOREPLACE = 1;
    private static final int RENAME_EXCHANGE = 2;
    private static final int STATX_BYTES = 256;
    private static final int MOST_LINK_BYTES = 4096;
    private static final int TYPE_BITS = 0170000;
    private static final int D_NAME = 19;
    private static final int MOST_NAME = 256;
    private static final int PASSWD_ID = 16;

    private static final MemoryLayout INT = ValueLayout.JAVA_INT;
    private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
    private static final MemoryLayout ADDRESS = ValueLayout.ADDRESS;

    private static final MethodHandle OPEN = CLibrary.variadic("open", INT, 2, ADDRESS, INT, INT);
    private static final MethodHandle CLOSE = CLibrary.call("close", INT, INT);
    private static final MethodHandle PREAD =
            CLibrary.call("pread", LONG, INT, ADDRESS, LONG, LONG);
    private static final MethodHandle PWRITE =
            CLibrary.call("pwrite", LONG, INT, ADDRESS, LONG, LONG);
    private static final MethodHandle COPY =
            CLibrary.call("copy_file_range", LONG, INT, ADDRESS, INT, ADDRESS, LONG, INT);
    private static final MethodHandle FTRUNCATE = CLibrary.call("ftruncate", INT, INT, LONG);
    private static final MethodHandle FSYNC = CLibrary.call("fsync", INT, INT);
    private static final MethodHandle SYNCFS = CLibrary.call("syncfs", INT, INT);
    private static final MethodHandle STATX =
            CLibrary.call("statx", INT, INT, ADDRESS, INT, INT, ADDRESS);
    private static final MethodHandle LINK = CLibrary.call("link", INT, ADDRESS, ADDRESS);
    private static final MethodHandle SYMLINK = CLibrary.call("symlink", INT, ADDRESS, ADDRESS);
    private static final MethodHandle READLINK =
            CLibrary.call("readlink", LONG, ADDRESS, ADDRESS, LONG);
    private static final MethodHandle MKDIR = CLibrary.call("mkdir", INT, ADDRESS, INT);
    private static final MethodHandle MKFIFO = CLibrary.call("mkfifo", INT, ADDRESS, INT);
    private static final MethodHandle GETEUID = CLibrary.call("geteuid", INT);
    private static final MethodHandle RENAME = CLibrary.call("rename", INT, ADDRESS, ADDRESS);
    private static final MethodHandle RENAMEAT2 =
            CLibrary.call("renameat2", INT, INT, ADDRESS, INT, ADDRESS, INT);
    private static final MethodHandle UNLINK = CLibrary.call("unlink", INT, ADDRESS);
    private static final MethodHandle RMDIR = CLibrary.call("rmdir", INT, ADDRESS);
    private static final MethodHandle LCHOWN = CLibrary.call("lchown", INT, ADDRESS, INT, INT);
    private static final MethodHandle CHMOD = CLibrary.call("chmod", INT, ADDRESS, INT);
    private static final MethodHandle UTIMENSAT =
            CLibrary.call("utimensat", INT, INT, ADDRESS, ADDRESS, INT);
    private static final MethodHandle OPENDIR = CLibrary.call("opendir", ADDRESS, ADDRESS);
    private static final MethodHandle READDIR = CLibrary.call("readdir", ADDRESS, ADDRESS);
    private static final MethodHandle CLOSEDIR = CLibrary.call("closedir", INT, ADDRESS);
    private static final MethodHandle KILL = CLibrary.call("kill", INT, INT, INT);
    private static final MethodHandle GETPWNAM = CLibrary.call("getpwnam", ADDRESS, ADDRESS);
    private static final MethodHandle GETGRNAM = CLibrary.call("getgrnam", ADDRESS, ADDRESS);
    private static final MethodHandle GETPWUID = CLibrary.call("getpwuid", ADDRESS, INT);
    private static final MethodHandle GETGRGID = CLibrary.call("getgrgid", ADDRESS, INT);
    private static final MethodHandle STRERROR = CLibrary.call("strerror", ADDRESS, INT);

    private static final Object ACCOUNTS = new Object();

    private Posix() {}

    /// One call, with memory for its texts and its errno.
    private interface Body {
        long run(Arena arena, MemorySegment errno) throws Throwable;
    }

    /// Opens a file, open(2).
    ///
    /// @param flags [#O_RDONLY], [#O_WRONLY], [#O_CREAT_EXCL]; a link is never followed
    /// @return the descriptor
    public static int open(String path, int flags, int mode) throws PosixException {
        int all = flags | O_CLOEXEC | O_NOFOLLOW;
        return (int)
                must(
                        "open",
                        path,
                        (arena, errno) ->
                                (int) OPEN.invokeExact(errno, text(arena, path), all, mode));
    }

    public static void close(int descriptor) throws PosixException {
        must("close", "", (_, errno) -> (int) CLOSE.invokeExact(errno, descriptor));
    }

    /// Reads from a place, pread(2).
    ///
    /// @return how many bytes were read; fewer than asked for at the end of the file only
    public static int read(int descriptor, byte[] bytes, int length, long offset)
            throws PosixException {
        return read(descriptor, bytes, 0, length, offset);
    }

    /// Likewise.
    ///
    /// @param at where in the array the first byte goes
    public static int read(int descriptor, byte[] bytes, int at, int length, long offset)
            throws PosixException {
        try (Room room = Room.take()) {
            int done = 0;
            while (done < length) {
                long from = offset + done;
                long size = Math.min(Room.BYTES, length - done);
                int read =
                        (int)
                                must(
                                        "read",
                                        "",
                                        (_, errno) ->
                                                (long)
                                                        PREAD.invokeExact(
                                                                errno,
                                                                descriptor,
                                                                room.bytes(),
                                                                size,
                                                                from));
                if (read == 0) {
                    break;
                }
                MemorySegment.copy(room.bytes(), ValueLayout.JAVA_BYTE, 0, bytes, at + done, read);
                done += read;
            }
            return done;
        }
    }

    public static void write(int descriptor, byte[] bytes, long offset) throws PosixException {
        write(descriptor, bytes, 0, bytes.length, offset);
    }

    /// Likewise.
    ///
    /// @param from where in the array the first byte is
    public static void write(int descriptor, byte[] bytes, int from, int length, long offset)
            throws PosixException {
        try (Room room = Room.take()) {
            int done = 0;
            while (done < length) {
                long at = offset + done;
                int size = Math.min(Room.BYTES, length - done);
                MemorySegment.copy(
                        bytes, from + done, room.bytes(), ValueLayout.JAVA_BYTE, 0, size);
                done +=
                        (int)
                                must(
                                        "write",
                                        "",
                                        (_, errno) ->
                                                (long)
                                                        PWRITE.invokeExact(
                                                                errno,
                                                                descriptor,
                                                                room.bytes(),
                                                                (long) size,
                                                                at));
            }
        }
    }

    /// Memory outside the heap that content goes through. New memory would be cleared each time,
    /// and each of its pages asked of the kernel: a few pieces are kept.
    private record Room(MemorySegment bytes, @Nullable Arena own) implements AutoCloseable {

        private static final int BYTES = 256 * 1024;
        private static final int MOST_KEPT = 4;
        private static final AtomicInteger MADE = new AtomicInteger();
        private static final Queue<Room> FREE = new ConcurrentLinkedQueue<>();

        static Room take() {
            Room free = FREE.poll();
            if (free != null) {
                return free;
            }
            if (MADE.getAndUpdate(made -> Math.min(MOST_KEPT, made + 1)) < MOST_KEPT) {
                return new Room(Arena.global().allocate(BYTES), null);
            }
            Arena own = Arena.ofConfined();
            return new Room(own.allocate(BYTES), own);
        }

        @Override
        public void close() {
            if (own == null) {
                FREE.add(this);
            } else {
                own.close();
            }
        }
    }

    /// Copies inside the kernel, copy_file_range(2).
    ///
    /// @return how many bytes; 0 at the end of the source
    public static long copy(int from, long fromOffset, int to, long toOffset, long length)
            throws PosixException {
        return must(
                "copy_file_range",
                "",
                (arena, errno) ->
                        (long)
                                COPY.invokeExact(
                                        errno,
                                        from,
                                        arena.allocateFrom(ValueLayout.JAVA_LONG, fromOffset),
                                        to,
                                        arena.allocateFrom(ValueLayout.JAVA_LONG, toOffset),
                                        length,
                                        0));
    }

    public static void setSize(int descriptor, long size) throws PosixException {
        must("ftruncate", "", (_, errno) -> (int) FTRUNCATE.invokeExact(errno, descriptor, size));
    }

    public static void sync(int descriptor) throws PosixException {
        must("fsync", "", (_, errno) -> (int) FSYNC.invokeExact(errno, descriptor));
    }

    /// Brings everything of a file's file system to the disk.
    public static void syncFileSystem(int descriptor) throws PosixException {
        must("syncfs", "", (_, errno) -> (int) SYNCFS.invokeExact(errno, descriptor));
    }

    /// Looks at a path, statx(2).
    ///
    /// @return empty when nothing is there
    public static Optional<PosixStat> stat(String path) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(STATX_BYTES, 8);
            MemorySegment errno = arena.allocate(4, 4);
            int result =
                    (int)
                            STATX.invokeExact(
                                    errno,
                                    AT_FDCWD,
                                    text(arena, path),
                                    AT_SYMLINK_NOFOLLOW,
                                    STATX_BASIC,
                                    buffer);
            int number = errno.get(ValueLayout.JAVA_INT, 0);
            boolean isMissing = number == PosixException.ENOENT || number == PosixException.ENOTDIR;
            if (result != 0 && isMissing) {
                return Optional.empty();
            }
            if (result != 0) {
                throw new PosixException("stat", path, number, meaning(number));
            }
            return Optional.of(statOf(buffer));
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw broken("statx", e);
        }
    }

    public static void link(String existing, String name) throws PosixException {
        must(
                "link",
                name,
                (arena, errno) ->
                        (int) LINK.invokeExact(errno, text(arena, existing), text(arena, name)));
    }

    public static void symlink(String target, String name) throws PosixException {
        must(
                "symlink",
                name,
                (arena, errno) ->
                        (int) SYMLINK.invokeExact(errno, text(arena, target), text(arena, name)));
    }

    public static String readLink(String path) throws PosixException {
        try (Arena outer = Arena.ofConfined()) {
            MemorySegment buffer = outer.allocate(MOST_LINK_BYTES);
            int length =
                    (int)
                            must(
                                    "readlink",
                                    path,
                                    (arena, errno) ->
                                            (long)
                                                    READLINK.invokeExact(
                                                            errno,
                                                            text(arena, path),
                                                            buffer,
                                                            (long) MOST_LINK_BYTES));
            byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public static void makeFolder(String path, int mode) throws PosixException {
        must(
                "mkdir",
                path,
                (arena, errno) -> (int) MKDIR.invokeExact(errno, text(arena, path), mode));
    }

    /// A named pipe, mkfifo(3).
    public static void makePipe(String path, int mode) throws PosixException {
        must(
                "mkfifo",
                path,
                (arena, errno) -> (int) MKFIFO.invokeExact(errno, text(arena, path), mode));
    }

    /// Whether this process may do everything.
    public static boolean isRoot() {
        try (Arena arena = Arena.ofConfined()) {
            return (int) GETEUID.invokeExact(arena.allocate(4, 4)) == 0;
        } catch (Throwable e) {
            throw broken("geteuid", e);
        }
    }

    /// Replaces what is there, in one step.
    public static void rename(String from, String to) throws PosixException {
        must(
                "rename",
                to,
                (arena, errno) ->
                        (int) RENAME.invokeExact(errno, text(arena, from), text(arena, to)));
    }

    /// Fails with `EEXIST` when something is there.
    public static void renameToNew(String from, String to) throws PosixException {
        rename2(from, to, RENAME_NOREPLACE);
    }

    /// Two names change places, in one step.
    public static void exchange(String one, String other) throws PosixException {
        rename2(one, other, RENAME_EXCHANGE);
    }

    private static void rename2(String from, String to, int flags) throws PosixException {
        must(
                "rename",
                to,
                (arena, errno) ->
                        (int)
                                RENAMEAT2.invokeExact(
                                        errno,
                                        AT_FDCWD,
                                        text(arena, from),
                                        AT_FDCWD,
                                        text(arena, to),
                                        flags));
    }

    public static void unlink(String path) throws PosixException {
        must("unlink", path, (arena, errno) -> (int) UNLINK.invokeExact(errno, text(arena, path)));
    }

    public static void removeFolder(String path) throws PosixException {
        must("rmdir", path, (arena, errno) -> (int) RMDIR.invokeExact(errno, text(arena, path)));
    }

    /// Of the link itself, where it is one.
    public static void setOwner(String path, int user, int group) throws PosixException {
        must(
                "chown",
                path,
                (arena, errno) -> (int) LCHOWN.invokeExact(errno, text(arena, path), user, group));
    }

    /// Follows a link: for names that nobody else can change.
    public static void setMode(String path, int mode) throws PosixException {
        must(
                "chmod",
                path,
                (arena, errno) -> (int) CHMOD.invokeExact(errno, text(arena, path), mode));
    }

    public static void setModified(String path, Instant modified) throws PosixException {
        must(
                "utimensat",
                path,
                (arena, errno) ->
                        (int)
                                UTIMENSAT.invokeExact(
                                        errno,
                                        AT_FDCWD,
                                        text(arena, path),
                                        arena.allocateFrom(
                                                ValueLayout.JAVA_LONG,
                                                modified.getEpochSecond(),
                                                modified.getNano(),
                                                modified.getEpochSecond(),
                                                modified.getNano()),
                                        AT_SYMLINK_NOFOLLOW));
    }

    /// Names in a folder, in no order, without `.` and `..`.
    public static List<String> list(String folder) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(4, 4);
            var stream = (MemorySegment) OPENDIR.invokeExact(errno, text(arena, folder));
            if (stream.address() == 0) {
                int number = errno.get(ValueLayout.JAVA_INT, 0);
                throw new PosixException("opendir", folder, number, meaning(number));
            }
            List<String> names = new ArrayList<>();
            while (true) {
                var entry = (MemorySegment) READDIR.invokeExact(errno, stream);
                if (entry.address() == 0) {
                    break;
                }
                String name = sized(entry, D_NAME + MOST_NAME).getString(D_NAME);
                if (!name.equals(".") && !name.equals("..")) {
                    names.add(name);
                }
            }
            var _ = (int) CLOSEDIR.invokeExact(errno, stream);
            return names;
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw broken("readdir", e);
        }
    }

    /// Sends a signal, kill(2).
    ///
    /// @param process a process, or the negative number of a process group
    public static void kill(int process, int signal) throws PosixException {
        must(
                "kill",
                Integer.toString(process),
                (_, errno) -> (int) KILL.invokeExact(errno, process, signal));
    }

    /// The number of a user.
    ///
    /// @return empty when this host knows no such user
    public static OptionalInt userId(String name) {
        return id(GETPWNAM, name);
    }

    /// The number of a group.
    ///
    /// @return empty when this host knows no such group
    public static OptionalInt groupId(String name) {
        return id(GETGRNAM, name);
    }

    /// The number itself where the host knows no name.
    public static String userName(int id) {
        return name(GETPWUID, id);
    }

    /// The number itself where the host knows no name.
    public static String groupName(int id) {
        return name(GETGRGID, id);
    }

    private static OptionalInt id(MethodHandle call, String name) {
        // These functions answer in memory of their own, the same for all threads.
        synchronized (ACCOUNTS) {
            try (Arena arena = Arena.ofConfined()) {
                var found =
                        (MemorySegment) call.invokeExact(arena.allocate(4, 4), text(arena, name));
                return found.address() == 0
                        ? OptionalInt.empty()
                        : OptionalInt.of(sized(found, 24).get(ValueLayout.JAVA_INT, PASSWD_ID));
            } catch (Throwable e) {
                throw broken("getpwnam", e);
            }
        }
    }

    private static String name(MethodHandle call, int id) {
        synchronized (ACCOUNTS) {
            try (Arena arena = Arena.ofConfined()) {
                var found = (MemorySegment) call.invokeExact(arena.allocate(4, 4), id);
                if (found.address() == 0) {
                    return Integer.toUnsignedString(id);
                }
                return sized(sized(found, 8).get(ValueLayout.ADDRESS, 0), 1024).getString(0);
            } catch (Throwable e) {
                throw broken("getpwuid", e);
            }
        }
    }

    private static PosixStat statOf(MemorySegment buffer) {
        int mode = Short.toUnsignedInt(buffer.get(ValueLayout.JAVA_SHORT, 28));
        return new PosixStat(
                switch (mode & TYPE_BITS) {
                    case 0100000 -> PosixStat.Type.FILE;
                    case 0040000 -> PosixStat.Type.FOLDER;
                    case 0120000 -> PosixStat.Type.LINK;
                    default -> PosixStat.Type.OTHER;
                },
                mode & 07777,
                buffer.get(ValueLayout.JAVA_INT, 16),
                buffer.get(ValueLayout.JAVA_INT, 20),
                buffer.get(ValueLayout.JAVA_INT, 24),
                buffer.get(ValueLayout.JAVA_LONG, 32),
                buffer.get(ValueLayout.JAVA_LONG, 40),
                instant(buffer, 112),
                instant(buffer, 96));
    }

    private static Instant instant(MemorySegment buffer, long at) {
        return Instant.ofEpochSecond(
                buffer.get(ValueLayout.JAVA_LONG, at), buffer.get(ValueLayout.JAVA_INT, at + 8));
    }

    private static long must(String name, String path, Body body) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(4, 4);
            long result = body.run(arena, errno);
            if (result < 0) {
                int number = errno.get(ValueLayout.JAVA_INT, 0);
                throw new PosixException(name, path, number, meaning(number));
            }
            return result;
        } catch (PosixException e) {
            throw e;
        } catch (Throwable e) {
            throw broken(name, e);
        }
    }

    private static String meaning(int errno) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            var text = (MemorySegment) STRERROR.invokeExact(arena.allocate(4, 4), errno);
            return sized(text, 256).getString(0);
        }
    }

    private static RuntimeException broken(String call, Throwable cause) {
        // MethodHandle.invoke declares Throwable; a call with a right signature throws nothing.
        return new IllegalStateException(call, cause);
    }

    private static MemorySegment text(Arena arena, String text) {
        if (text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a NUL in a path");
        }
        return arena.allocateFrom(text);
    }

    @SuppressWarnings("restricted") // memory that the C library answered with
    private static MemorySegment sized(MemorySegment segment, long bytes) {
        return segment.reinterpret(bytes);
    }
}
