package dev.belay.agent.join;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The host name as the kernel has it, or a given one that stands for it.
///
/// Where the agent's configuration names the node itself, the host's own name is left alone: a
/// change is kept in the state folder, and counts from then on.
public final class SystemHostName implements HostName {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");
    private static final Path STATIC = Path.of("/etc/hostname");
    private static final Path SYSTEMD = Path.of("/run/systemd/system");
    private static final String FILE = "name";
    private static final long LONGEST_SECONDS = 10;

    private final String given;
    private final Path kept;

    /// @param given name from the configuration; empty for the host's own
    public SystemHostName(String given, Path stateDir) {
        this.given = given;
        this.kept = stateDir.resolve(FILE);
    }

    @Override
    public String now() {
        try {
            if (given.isEmpty()) {
                return Files.readString(KERNEL).strip();
            }
            return Files.exists(kept) ? Files.readString(kept).strip() : given;
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void change(String name) throws IOException {
        if (!WELL_FORMED.matcher(name).matches()) {
            throw new IOException("a host name is wanted, found '" + name + "'");
        }
        if (!given.isEmpty()) {
            Path fresh = kept.resolveSibling(FILE + ".new");
            Files.writeString(fresh, name + "\n");
            Files.move(fresh, kept, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } else if (Files.isDirectory(SYSTEMD)) {
            byHostnamectl(name);
        } else {
            Files.write(STATIC, (name + "\n").getBytes(StandardCharsets.US_ASCII));
            Files.write(KERNEL, (name + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void byHostnamectl(String name) throws IOException {
        Process process =
                new ProcessBuilder(List.of("hostnamectl", "set-hostname", "--", name))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("hostnamectl did not end in time");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while hostnamectl ran", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("hostnamectl ended with " + process.exitValue());
        }
    }

    @Override
    public boolean resolves(String name) {
        try {
            return InetAddress.getAllByName(name).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
