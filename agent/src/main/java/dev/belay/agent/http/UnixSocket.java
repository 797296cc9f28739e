package dev.belay.agent.http;

import dev.belay.api.ApiError;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import org.jspecify.annotations.Nullable;

/// A listening unix socket: `0660`, of the group that may talk to the agent, from its first moment.
///
/// Java has no umask: the socket is made inside a folder that only we can enter, gets owner and
/// mode there, and is then renamed to its place, over the socket of an agent that has died.
public final class UnixSocket implements Closeable {

    private final Path path;
    private final ServerSocketChannel channel;

    private UnixSocket(Path path, ServerSocketChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// The socket cannot be made.
    public static final class Refused extends Exception {
        private final transient ApiError error;

        Refused(ApiError error) {
            super(error.sentence());
            this.error = error;
        }

        public ApiError error() {
            return error;
        }
    }

    /// Makes the socket.
    ///
    /// @param group that gets the right to connect; left out when the host has no such group
    public static UnixSocket open(Path path, String group) throws Refused {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw refused("socket-path", "a path with a folder", path, "move the socket");
        }
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwxr-xr-x")));
            }
            if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
                throw refused(
                        "socket-folder-open",
                        "a folder that not everybody can write to",
                        folder,
                        "chmod o-w it, or move the socket");
            }
            refuseLiving(path);
            return new UnixSocket(path, bind(folder, path, group));
        } catch (IOException e) {
            throw new Refused(
                    new ApiError(
                            "socket-unwritable",
                            "a socket at '" + path + "'",
                            String.valueOf(e),
                            "give the agent's user the right to write to its folder"));
        }
    }

    public ServerSocketChannel channel() {
        return channel;
    }

    /// Removes the socket, then closes it: nobody finds a socket that does not answer.
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
        channel.close();
    }

    private static void refuseLiving(Path path) throws IOException, Refused {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean file =
                Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(path);
        if (file) {
            throw refused("socket-path", "a free path for the socket", path, "move it away");
        }
        if (isAnswered(path)) {
            throw refused(
                    "socket-in-use",
                    "a socket of its own",
                    path,
                    "stop the agent that listens there");
        }
    }

    private static boolean isAnswered(Path path) throws IOException {
        try (var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return client.isConnected();
        } catch (SocketException e) {
            // Refused: its agent is dead, and the socket is replaced.
            return false;
        }
    }

    private static ServerSocketChannel bind(Path folder, Path path, String group)
            throws IOException {
        Path closed =
                Files.createTempDirectory(
                        folder,
                        ".b",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        Path fresh = closed.resolve("s");
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(shortest(fresh)));
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-rw----"));
            @Nullable PosixFileAttributeView view =
                    Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
            if (view != null) {
                giveTo(view, fresh, group);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(closed);
        }
    }

    /// The kernel takes 107 bytes: a path below the working folder is shorter as a relative one.
    private static Path shortest(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path relative = here.relativize(path.toAbsolutePath());
        return relative.toString().length() < path.toString().length() ? relative : path;
    }

    private static void giveTo(PosixFileAttributeView view, Path path, String group)
            throws IOException {
        try {
            view.setGroup(
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByGroupName(group));
        } catch (UserPrincipalNotFoundException e) {
            // No such group on this host: the socket stays with root and the agent's own group.
            return;
        }
    }

    private static Refused refused(String code, String wanted, Path found, String advice) {
        return new Refused(new ApiError(code, wanted, "'" + found + "'", advice));
    }
}
