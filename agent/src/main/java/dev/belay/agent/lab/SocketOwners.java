package dev.belay.agent.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the process at the other end of a TCP connection on this machine: `/proc/net/tcp` gives
/// the inode of its socket, `/proc/PID/fd` says who has it open.
///
/// On loopback an agent's own address does not show in what it dials, so the address cannot tell.
final class SocketOwners {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private SocketOwners() {}

    /// @param client the dialing end
    /// @param server the end that accepted
    /// @param candidates processes that may be it, by id, with the name to answer
    static Optional<String> find(
            InetSocketAddress client, InetSocketAddress server, Map<Long, String> candidates)
            throws IOException {
        String local = hex(client);
        String remote = hex(server);
        for (Path table : TABLES) {
            Optional<String> inode = inode(table, local, remote);
            if (inode.isPresent()) {
                String wanted = "socket:[" + inode.get() + "]";
                for (var candidate : candidates.entrySet()) {
                    if (hasOpen(candidate.getKey(), wanted)) {
                        return Optional.of(candidate.getValue());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inode(Path table, String local, String remote)
            throws IOException {
        try (var lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(f -> f.length > INODE)
                    .filter(f -> f[LOCAL].endsWith(local) && f[REMOTE].endsWith(remote))
                    .map(f -> f[INODE])
                    .findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean hasOpen(long pid, String wanted) {
        try (DirectoryStream<Path> open =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : open) {
                try {
                    if (Files.readSymbolicLink(file).toString().equals(wanted)) {
                        return true;
                    }
                } catch (IOException _) {
                    // Closed since it was listed.
                }
            }
        } catch (IOException _) {
            // The process has ended.
        }
        return false;
    }

    /// An IPv4 end as the tables write it: the address as one little-endian word, also at the end
    /// of a mapped IPv6 address.
    static String hex(InetSocketAddress end) {
        byte[] address = end.getAddress().getAddress();
        return String.format(
                "%02X%02X%02X%02X:%04X",
                address[3], address[2], address[1], address[0], end.getPort());
    }
}
