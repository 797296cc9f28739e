package dev.belay.reach.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real sshd of this machine on loopback, with keys and settings of its own. It serves the user
/// who runs the test.
final class OpenSshServer implements Closeable {

    static final String ADDRESS = "127.64.0.1";

    private final Path folder;
    private final List<String> settings = new ArrayList<>();
    private final List<Path> hostKeys = new ArrayList<>();
    private final int port;
    private @Nullable Process process;

    OpenSshServer(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        port = freePort();
        hostKeys.add(key("host_ed25519", "ed25519", ""));
        // sshd started by root wants its folder for the separation of privileges.
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        authorize(List.of());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /// Makes a key pair in the server's folder.
    Path key(String name, String type, String passphrase) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        // The size is for RSA alone, where the usual one takes a second.
        String bits = type.equals("rsa") ? "2048" : "256";
        run(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-b",
                bits,
                "-N",
                passphrase,
                "-C",
                name,
                "-f",
                file.toString());
        return file;
    }

    OpenSshServer with(String setting) {
        settings.add(setting);
        return this;
    }

    OpenSshServer withHostKey(Path key) {
        hostKeys.clear();
        hostKeys.add(key);
        return this;
    }

    OpenSshServer authorize(List<Path> keys) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path key : keys) {
            lines.append(Files.readString(key.resolveSibling(key.getFileName() + ".pub")));
        }
        Path file = folder.resolve("authorized_keys");
        Files.writeString(file, lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return this;
    }

    OpenSshServer start() throws IOException, InterruptedException {
        List<String> config = new ArrayList<>(settings);
        config.add("ListenAddress " + ADDRESS + ":" + port);
        hostKeys.forEach(key -> config.add("HostKey " + key));
        config.add("PidFile none");
        config.add("StrictModes no");
        config.add("UsePAM no");
        config.add("PermitRootLogin yes");
        config.add("AuthorizedKeysFile " + folder.resolve("authorized_keys"));
        config.add("LogLevel VERBOSE");
        config.add("MaxStartups 100");
        config.add("MaxSessions 100");
        Path file = folder.resolve("sshd_config");
        Files.write(file, config);
        Process started =
                new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("sshd.log").toFile())
                        .start();
        process = started;
        Await.until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException(log());
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(ADDRESS, port), 200);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        return this;
    }

    String log() {
        try {
            return Files.readString(folder.resolve("sshd.log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    Path folder() {
        return folder;
    }

    Path hostKey() {
        return hostKeys.getFirst();
    }

    /// Sends a signal to the server and to all that it has started for its connections.
    void signal(String name) throws IOException, InterruptedException {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
        all.add(running.toHandle());
        for (ProcessHandle one : all) {
            new ProcessBuilder("kill", "-" + name, Long.toString(one.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        }
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    @Override
    public void close() throws IOException {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            signal("CONT");
            signal("KILL");
            running.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
