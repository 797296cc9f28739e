package dev.belay.app.enroll;

import dev.belay.app.connect.SavedConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The sshd of this machine on an address of its own, for root, with one key that it knows.
final class Sshd implements AutoCloseable {
    private static final String ADDRESS = "127.66.0.1";

    private final Path folder;
    private final int port;
    private final Process process;

    private Sshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static Sshd start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(Path.of("/run/sshd"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            port = free.getLocalPort();
        }
        for (String key : List.of("host", "known", "stranger")) {
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(key) + "");
        }
        Files.copy(folder.resolve("known.pub"), folder.resolve("authorized_keys"));
        Path config = folder.resolve("sshd_config");
        Files.write(
                config,
                List.of(
                        "ListenAddress " + ADDRESS + ":" + port,
                        "HostKey " + folder.resolve("host"),
                        "PidFile none",
                        "StrictModes no",
                        "UsePAM no",
                        "PasswordAuthentication no",
                        "KbdInteractiveAuthentication no",
                        "PermitRootLogin yes",
                        "AuthorizedKeysFile " + folder.resolve("authorized_keys")));
        Process process =
                new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("sshd.log").toFile())
                        .start();
        Sshd started = new Sshd(folder, port, process);
        started.awaitPort();
        return started;
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(ADDRESS, port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException(Files.readString(folder.resolve("sshd.log")), e);
                }
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    /// Its host key, as a user's file has it.
    Path knownHosts() throws IOException {
        String key = Files.readString(folder.resolve("host.pub"));
        return Files.writeString(
                folder.resolve("known_hosts"), "[" + ADDRESS + "]:" + port + " " + key);
    }

    /// The way to it.
    ///
    /// @param key name of the user's key: `known` or `stranger`
    SavedConnection way(String key, InstallPlaces places) {
        return new SavedConnection(
                "way-" + key,
                "host",
                false,
                "root",
                port,
                "",
                folder.resolve(key).toString(),
                places.socket(),
                List.of(new SavedConnection.SavedNode(ADDRESS, "")));
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
