package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import dev.belay.reach.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Host keys that are known, with the meaning that OpenSSH gives them; read anew for every
/// connection.
final class KnownHosts {

    private static final Object WRITING = new Object();

    private final List<KnownHostsLine> lines;

    private KnownHosts(List<KnownHostsLine> lines) {
        this.lines = lines;
    }

    /// Reads the files; one that is not there counts as empty, one that can't be read is an error,
    /// because it might hold the entry that forbids the key.
    static KnownHosts read(List<Path> files) throws AgentException {
        List<KnownHostsLine> lines = new ArrayList<>();
        for (Path file : files) {
            try {
                int number = 0;
                // ISO-8859-1 takes any byte: comments may be in any encoding.
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    KnownHostsLine.parse(line, file, ++number).ifPresent(lines::add);
                }
            } catch (NoSuchFileException _) {
                // Nothing is known there.
            } catch (IOException e) {
                throw AgentException.refused(
                        new ApiError(
                                "ssh-known-hosts",
                                "the known hosts in '" + file + "'",
                                "'" + e.getMessage() + "'",
                                "make the file readable"));
            }
        }
        return new KnownHosts(List.copyOf(lines));
    }

    /// What is known of a plain key.
    HostKeyVerdict check(String host, int port, HostKey key) {
        String name = name(host, port);
        for (KnownHostsLine line : lines) {
            if (line.marker() == KnownHostsLine.Marker.REVOKED
                    && line.isFor(name)
                    && line.key().equals(key)) {
                return new HostKeyVerdict.Revoked(line);
            }
        }
        List<KnownHostsLine> others = new ArrayList<>();
        Optional<KnownHostsLine> changed = Optional.empty();
        for (KnownHostsLine line : plain(name)) {
            if (line.key().equals(key)) {
                return new HostKeyVerdict.Known(line.place());
            }
            if (!line.key().type().equals(key.type())) {
                others.add(line);
            } else if (changed.isEmpty()) {
                changed = Optional.of(line);
            }
        }
        if (changed.isPresent()) {
            return new HostKeyVerdict.Changed(changed.get());
        }
        if (port != 22) {
            // As OpenSSH does: an entry without the port vouches for the same key, but forbids
            // none.
            for (KnownHostsLine line : plain(name(host, 22))) {
                if (line.key().equals(key)) {
                    return new HostKeyVerdict.Known(line.place());
                }
            }
        }
        return new HostKeyVerdict.Unknown(others);
    }

    /// Whether an authority that signed a host's certificate may do so; empty when none is known.
    Optional<HostKeyVerdict> checkAuthority(String host, int port, HostKey authority) {
        String name = name(host, port);
        Optional<HostKeyVerdict> verdict = Optional.empty();
        for (KnownHostsLine line : lines) {
            if (!line.key().equals(authority) || !line.isFor(name)) {
                continue;
            }
            switch (line.marker()) {
                case REVOKED -> {
                    return Optional.of(new HostKeyVerdict.Revoked(line));
                }
                case CERT_AUTHORITY ->
                        verdict = Optional.of(new HostKeyVerdict.Known(line.place()));
                case NONE -> {}
            }
        }
        return verdict;
    }

    /// Algorithms to ask the host for first, so that it shows a key that can be compared.
    List<String> preferredAlgorithms(String host, int port) {
        Set<String> algorithms = new LinkedHashSet<>();
        String name = name(host, port);
        for (KnownHostsLine line : lines) {
            if (!line.isFor(name)) {
                continue;
            }
            switch (line.marker()) {
                case CERT_AUTHORITY -> algorithms.addAll(SshAlgorithms.CERTIFICATES);
                case NONE -> {
                    if (line.key().type().equals("ssh-rsa")) {
                        algorithms.addAll(List.of("rsa-sha2-512", "rsa-sha2-256"));
                    } else {
                        algorithms.add(line.key().type());
                    }
                }
                case REVOKED -> {}
            }
        }
        return List.copyOf(algorithms);
    }

    private List<KnownHostsLine> plain(String name) {
        return lines.stream()
                .filter(line -> line.marker() == KnownHostsLine.Marker.NONE && line.isFor(name))
                .toList();
    }

    /// How an entry names a host: with its port in brackets unless that is 22.
    static String name(String host, int port) {
        String lower = host.toLowerCase(Locale.ROOT);
        return port == 22 ? lower : "[" + lower + "]:" + port;
    }

    /// Writes one more entry, atomically: a crash leaves the old file or the new one.
    static void append(Path file, String host, int port, HostKey key) throws AgentException {
        String entry =
                name(host, port)
                        + " "
                        + key.type()
                        + " "
                        + Base64.getEncoder().encodeToString(key.blob())
                        + "\n";
        try {
            synchronized (WRITING) {
                byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
                boolean lineEnds = before.length == 0 || before[before.length - 1] == '\n';
                byte[] added = ((lineEnds ? "" : "\n") + entry).getBytes(StandardCharsets.US_ASCII);
                byte[] after = new byte[before.length + added.length];
                System.arraycopy(before, 0, after, 0, before.length);
                System.arraycopy(added, 0, after, before.length, added.length);
                PrivateFile.write(file, after);
            }
        } catch (IOException e) {
            throw AgentException.refused(
                    new ApiError(
                            "ssh-known-hosts",
                            "to write the accepted host key to '" + file + "'",
                            "'" + e.getMessage() + "'",
                            "make the folder writable"));
        }
    }
}
