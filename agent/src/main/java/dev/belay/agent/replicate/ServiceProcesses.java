package dev.belay.agent.replicate;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Processes and listening sockets of a service on this host, from /proc (proc(5)). Only those in
/// the agent's own network: other hosts' processes may be seen, too, where hosts are namespaces.
final class ServiceProcesses {

    private static final String LISTENING = "0A";

    private final Path proc;

    ServiceProcesses(Path proc) {
        this.proc = proc;
    }

    static ServiceProcesses ofHost() {
        return new ServiceProcesses(Path.of("/proc"));
    }

    /// One process.
    record One(long id, long parent, List<String> command, Set<Long> sockets) {}

    /// A master process with its workers.
    ///
    /// @param serving those of the workers that listen on the port
    /// @param listening inodes of the sockets on the port, of the master also
    record Instance(One master, Set<Long> workers, Set<Long> serving, Set<Long> listening) {}

    /// The instance of a service that a config set belongs to: the one that names the target on its
    /// command line, else the one on the port, else the only one.
    Optional<Instance> instance(String program, String target, int port) {
        Map<Long, One> processes = processes(program);
        Set<Long> onPort = listening(port);
        List<Instance> instances = new ArrayList<>();
        for (One one : processes.values()) {
            if (processes.containsKey(one.parent())) {
                continue;
            }
            var workers = new TreeSet<Long>();
            var serving = new TreeSet<Long>();
            var listening = new TreeSet<Long>();
            for (One other : processes.values()) {
                if (isBelow(other, one, processes)) {
                    var sockets = new HashSet<>(other.sockets());
                    sockets.retainAll(onPort);
                    listening.addAll(sockets);
                    if (other.id() != one.id()) {
                        workers.add(other.id());
                    }
                    if (other.id() != one.id() && !sockets.isEmpty()) {
                        serving.add(other.id());
                    }
                }
            }
            instances.add(new Instance(one, workers, serving, listening));
        }
        return instances.stream()
                .filter(one -> names(one.master(), target))
                .findFirst()
                .or(() -> instances.stream().filter(one -> !one.listening().isEmpty()).findFirst())
                .or(() -> instances.size() == 1 ? Optional.of(instances.get(0)) : Optional.empty());
    }

    /// Inodes of the sockets that listen on a TCP port.
    Set<Long> listening(int port) {
        var inodes = new HashSet<Long>();
        listeners(port).forEach(one -> inodes.add(one.inode()));
        return inodes;
    }

    /// Where some of these sockets can be reached from this host.
    Optional<InetAddress> address(Set<Long> sockets, int port) {
        return listeners(port).stream()
                .filter(one -> sockets.isEmpty() || sockets.contains(one.inode()))
                .map(Listener::address)
                .findFirst();
    }

    private record Listener(InetAddress address, long inode) {}

    private List<Listener> listeners(int port) {
        List<Listener> found = new ArrayList<>();
        for (String table : List.of("self/net/tcp", "self/net/tcp6")) {
            try {
                for (String line : Files.readAllLines(proc.resolve(table))) {
                    String[] fields = line.strip().split("\\s+", -1);
                    if (fields.length > 9 && fields[3].equals(LISTENING)) {
                        String[] local = fields[1].split(":", 2);
                        if (Integer.parseInt(local[1], 16) == port) {
                            found.add(new Listener(address(local[0]), Long.parseLong(fields[9])));
                        }
                    }
                }
            } catch (IOException e) {
                // A host without IPv6 has no such table.
            }
        }
        return found;
    }

    /// Groups of four bytes, each with its lowest byte first.
    private static InetAddress address(String text) throws IOException {
        byte[] shown = HexFormat.of().parseHex(text);
        var bytes = new byte[shown.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = shown[i - i % 4 + 3 - i % 4];
        }
        InetAddress address = InetAddress.getByAddress(bytes);
        return address.isAnyLocalAddress() ? InetAddress.ofLiteral("127.0.0.1") : address;
    }

    /// The file that a process writes its errors to; empty for a terminal, a pipe or a journal.
    Optional<Path> errorLog(long process) {
        try {
            Path file = Files.readSymbolicLink(proc.resolve(process + "/fd/2"));
            return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean names(One process, String target) {
        return process.command().stream()
                .anyMatch(word ->
                        word.equals(target)
                                || word.contains(target + "/")
                                || word.endsWith("=" + target));
    }

    private static boolean isBelow(One process, One master, Map<Long, One> all) {
        One at = process;
        while (at != null && at.id() != master.id()) {
            at = all.get(at.parent());
        }
        return at != null;
    }

    private Map<Long, One> processes(String program) {
        var found = new HashMap<Long, One>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            String network = network("self");
            for (Path folder : folders) {
                String id = folder.getFileName().toString();
                read(folder, program)
                        .filter(_ -> network(id).equals(network))
                        .ifPresent(one -> found.put(one.id(), one));
            }
        } catch (IOException e) {
            // Without /proc nothing is found, and the caller says so.
            return Map.of();
        }
        return found;
    }

    private Optional<One> read(Path folder, String program) {
        try {
            if (!Files.readString(folder.resolve("comm")).strip().equals(program)) {
                return Optional.empty();
            }
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[0].equals("Z")) {
                return Optional.empty();
            }
            byte[] line = Files.readAllBytes(folder.resolve("cmdline"));
            var words = List.of(new String(line, StandardCharsets.UTF_8).split("[\0 ]", -1));
            long id = Long.parseLong(folder.getFileName().toString());
            return Optional.of(new One(id, Long.parseLong(fields[1]), words, sockets(folder)));
        } catch (IOException | NumberFormatException e) {
            // It ended while it was looked at.
            return Optional.empty();
        }
    }

    private static Set<Long> sockets(Path folder) {
        var inodes = new HashSet<Long>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("fd"))) {
            for (Path file : files) {
                String name = Files.readSymbolicLink(file).toString();
                if (name.startsWith("socket:[")) {
                    inodes.add(Long.parseLong(name.substring(8, name.length() - 1)));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another user's, or a file that was closed meanwhile.
            return inodes;
        }
        return inodes;
    }

    private String network(String process) {
        try {
            return Files.readSymbolicLink(proc.resolve(process + "/ns/net")).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
