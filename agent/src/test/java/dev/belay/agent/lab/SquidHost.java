package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real Squid on a host of its own between a lab and the cloud: one cable to the switch of the
/// lab, one to this machine. Nodes have no other way there, and no DNS.
final class SquidHost implements AutoCloseable {

    private static final int PORT = 3128;
    private static final int HOST_NUMBER = 200;

    private final Path folder;
    private final Process holder;
    private final String lab;
    private @Nullable Process squid;

    private SquidHost(Path folder, Process holder, String lab) {
        this.folder = folder;
        this.holder = holder;
        this.lab = lab;
    }

    /// @param folder for its files, below one that nothing secret is in
    static SquidHost make(TestLab lab, Path folder) throws Exception {
        // Squid becomes another user, who writes there.
        Files.setPosixFilePermissions(
                Objects.requireNonNull(folder.getParent()),
                PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        var command = new ArrayList<>(AgentProcess.dyingWithParent());
        command.addAll(List.of("unshare", "--net", "--", "sh", "-c", "echo ready; exec cat"));
        Process holder = new ProcessBuilder(command).start();
        assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        String[] address = lab.node("node-1").address().split("\\.", -1);
        var host = new SquidHost(folder, holder, address[2]);
        host.connect(switchOf(lab));
        return host;
    }

    /// The process that holds the switch of a lab.
    static long switchOf(TestLab lab) {
        return ProcessHandle.of(lab.description.supervisorPid())
                .orElseThrow()
                .children()
                .filter(one -> one.info().command().filter(c -> c.endsWith("/cat")).isPresent())
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private void connect(long switching) throws Exception {
        String own = Long.toString(holder.pid());
        Tools.run(
                Tools.inNetworkOf(
                        switching, "ip", "link", "add", "p-proxy", "type", "veth", "peer", "name",
                        "eth0", "netns", own));
        Tools.run(Tools.inNetworkOf(switching, "ip", "link", "set", "p-proxy", "master", "br0"));
        Tools.run(Tools.inNetworkOf(switching, "ip", "link", "set", "p-proxy", "up"));
        Tools.run(
                "ip",
                "link",
                "add",
                "belay-cloud" + lab,
                "type",
                "veth",
                "peer",
                "name",
                "cloud",
                "netns",
                own);
        Tools.run("ip", "address", "add", cloud() + "/30", "dev", "belay-cloud" + lab);
        Tools.run("ip", "link", "set", "belay-cloud" + lab, "up");
        ip("address", "add", address() + "/24", "dev", "eth0");
        ip("address", "add", "198.18." + lab + ".2/30", "dev", "cloud");
        for (String link : List.of("lo", "eth0", "cloud")) {
            ip("link", "set", link, "up");
        }
    }

    private void ip(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Tools.run(Tools.inNetworkOf(holder.pid(), command.toArray(String[]::new)));
    }

    /// As nodes have it.
    String address() {
        return "10.177." + lab + "." + HOST_NUMBER;
    }

    /// Of this machine, which only the host of the proxy reaches.
    String cloud() {
        return "198.18." + lab + ".1";
    }

    private Path passwords() {
        return folder.resolve("passwords");
    }

    /// Keeps a user, as `htpasswd` does.
    void know(String user, String password) throws Exception {
        Files.writeString(
                passwords(),
                user + ":" + Tools.run("openssl", "passwd", "-apr1", password).strip() + "\n");
    }

    /// The file that it runs with, from now on.
    Path file() {
        return folder.resolve("squid.conf");
    }

    /// Starts it with a configuration, and ends the one before; blocks until it listens.
    void run(String configuration) throws Exception {
        end();
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, cloud() + " " + String.join(" ", CloudFront.NAMES) + "\n");
        Files.writeString(
                file(),
                configuration.replace("/etc/squid/passwords", passwords().toString())
                        + """
                        hosts_file %s
                        dns_nameservers 127.9.9.8
                        pid_filename none
                        cache_log %s
                        access_log stdio:%s
                        connect_timeout 2 seconds
                        forward_timeout 3 seconds
                        shutdown_lifetime 0 seconds
                        visible_hostname proxy
                        coredump_dir %s
                        """
                                .formatted(
                                        hosts,
                                        folder.resolve("cache.log"),
                                        folder.resolve("access.log"),
                                        folder));
        var command = new ArrayList<>(AgentProcess.dyingWithParent());
        command.addAll(
                List.of(
                        Tools.inNetworkOf(
                                holder.pid(), "/usr/sbin/squid", "-N", "-f", file().toString())));
        squid =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();
        TestLab.await("Squid listens: " + folder, this::listens);
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address()), PORT), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private Process running() {
        return Objects.requireNonNull(squid, "it was never started");
    }

    /// Accepts from now on and never answers: the kernel takes connections, nobody reads them.
    void hang() throws Exception {
        Signals.send("STOP", running().pid());
    }

    void goOn() throws IOException, InterruptedException {
        Signals.send("CONT", running().pid());
    }

    /// What went through so far, and what was refused.
    List<String> log() throws IOException {
        Path log = folder.resolve("access.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private void end() throws IOException, InterruptedException {
        Process former = squid;
        if (former != null) {
            goOn();
            former.destroy();
            if (!former.waitFor(5, TimeUnit.SECONDS)) {
                former.destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            end();
            // The kernel would take it out some time after the host has ended.
            Tools.run("ip", "link", "delete", "belay-cloud" + lab);
            holder.destroyForcibly().waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
