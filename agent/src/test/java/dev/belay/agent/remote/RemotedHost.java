package dev.belay.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A host in a network namespace of its own with the distribution's own `pacemaker-remoted`, and a
/// cable to this machine. Needs root.
public final class RemotedHost implements AutoCloseable {

    static final int PORT = 3121;

    private static final Duration READY = Duration.ofSeconds(20);

    /// Its own state of resources and sockets, as a host has.
    private static final String OWN =
            "mount -t tmpfs none /run && mkdir -p /run/resource-agents /run/pacemaker"
                    + " && mount -t tmpfs none /var/lib/pacemaker && mkdir -p /var/lib/pacemaker/cores"
                    + " && chown hacluster:haclient /var/lib/pacemaker/cores"
                    + " && mount -t tmpfs none /dev/shm && ip link set lo up && echo ready && exec cat";

    private final Path folder;
    private final String address;
    private final String cable;
    private final Process holder;
    private @Nullable Process daemon;

    private RemotedHost(Path folder, String address, String cable, Process holder) {
        this.folder = folder;
        this.address = address;
        this.cable = cable;
        this.holder = holder;
    }

    private interface Cabling {
        void lay(RemotedHost host) throws Exception;
    }

    /// One with a cable to this machine.
    ///
    /// @param number of the host among those that run at once, 1 to 250
    /// @param folder for its key and its log
    static RemotedHost start(int number, Path folder, AuthKey key) throws Exception {
        String network = "10.97." + number;
        return start(
                new Place(folder, network + ".2", "belay-r" + number),
                key,
                host -> host.toThisMachine(network));
    }

    /// One at the switch of a lab.
    ///
    /// @param switching the process that holds the switch
    /// @param address in the lab's network
    public static RemotedHost startAt(long switching, String address, Path folder, AuthKey key)
            throws Exception {
        String last = address.substring(address.lastIndexOf('.') + 1);
        return start(
                new Place(folder, address, "p-r" + last), key, host -> host.toSwitch(switching));
    }

    private record Place(Path folder, String address, String cable) {}

    private static RemotedHost start(Place place, AuthKey key, Cabling cabling) throws Exception {
        Files.createDirectories(place.folder());
        Process holder =
                new ProcessBuilder("unshare", "--net", "--mount", "--", "sh", "-c", OWN)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        var host = new RemotedHost(place.folder(), place.address(), place.cable(), holder);
        try {
            cabling.lay(host);
            host.giveKey(key);
            host.startDaemon();
        } catch (Exception | AssertionError e) {
            host.close();
            throw e;
        }
        return host;
    }

    private void toThisMachine(String network) throws Exception {
        quietly("ip", "link", "del", cable);
        must(
                "ip",
                "link",
                "add",
                cable,
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                Long.toString(holder.pid()));
        must("ip", "addr", "add", network + ".1/30", "dev", cable);
        must("ip", "link", "set", cable, "up");
        inside("ip", "addr", "add", address + "/30", "dev", "eth0");
        inside("ip", "link", "set", "eth0", "up");
    }

    private void toSwitch(long switching) throws Exception {
        String in = Long.toString(switching);
        must(
                "nsenter",
                "-t",
                in,
                "-n",
                "--",
                "ip",
                "link",
                "add",
                cable,
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                Long.toString(holder.pid()));
        must("nsenter", "-t", in, "-n", "--", "ip", "link", "set", cable, "master", "br0", "up");
        // The same as that of a host before it at that address: neighbours know it still.
        String last = address.substring(address.lastIndexOf('.') + 1);
        inside("ip", "link", "set", "eth0", "address", "02:00:00:00:00:" + hex(last));
        inside("ip", "addr", "add", address + "/24", "dev", "eth0");
        inside("ip", "link", "set", "eth0", "up");
    }

    private static String hex(String number) {
        return "%02x".formatted(Integer.parseInt(number));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(address, PORT);
    }

    Path keyFile() {
        return folder.resolve("authkey");
    }

    public void giveKey(AuthKey key) throws IOException {
        Files.write(keyFile(), key.bytes());
    }

    /// Also after it was stopped; what runs on the host goes on meanwhile.
    public void startDaemon() throws Exception {
        Path program =
                List.of(
                                Path.of("/usr/sbin/pacemaker-remoted"),
                                Path.of("target/parts/usr/sbin/pacemaker-remoted"),
                                Path.of("../target/parts/usr/sbin/pacemaker-remoted"))
                        .stream()
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() ->
                                new AssertionError(
                                        "pacemaker-remoted was wanted and is not there:"
                                                + " install pacemaker-remote, or run"
                                                + " './belay test' once"));
        begin(List.of(program.toAbsolutePath().toString(), "-p", Integer.toString(PORT)));
    }

    /// Our own agent in its place.
    public void startAgent() throws Exception {
        begin(
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.belay.agent.cli.Belay",
                        "agent",
                        "run",
                        "--remote",
                        "--state-dir",
                        "/run/belay-remote"));
    }

    private void begin(List<String> program) throws Exception {
        var command = new ArrayList<>(entering());
        command.addAll(program);
        var builder = new ProcessBuilder(command);
        builder.environment().put("PCMK_authkey_location", keyFile().toString());
        builder.environment().put("PCMK_remote_address", address);
        builder.environment().put("PCMK_logfile", folder.resolve("remoted.log").toString());
        builder.environment().put("PCMK_logfacility", "none");
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("remoted.out").toFile()));
        daemon = builder.start();
        long end = System.nanoTime() + READY.toNanos();
        while (!isListening()) {
            assertThat(System.nanoTime())
                    .as(() -> "it listens within 20 s: " + log())
                    .isLessThan(end);
            Thread.sleep(20);
        }
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(address(), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public String log() {
        try {
            Path log = folder.resolve("remoted.log");
            String out = Files.readString(folder.resolve("remoted.out"));
            return (Files.exists(log) ? Files.readString(log) : "") + out;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// By a signal such as `TERM`, `KILL`, `STOP` or `CONT`.
    public void signal(String signal) throws Exception {
        Process running = daemon;
        assertThat(running).isNotNull();
        if (running != null) {
            // The one below nsenter is the daemon itself: nsenter became it.
            must("kill", "-" + signal, Long.toString(running.pid()));
        }
    }

    public void awaitDaemonsEnd() throws Exception {
        Process running = daemon;
        if (running != null) {
            assertThat(running.waitFor(30, TimeUnit.SECONDS)).as(this::log).isTrue();
        }
    }

    /// Takes its end of the cable away, without a word to anybody; or puts it back.
    public void cut(boolean isCut) throws Exception {
        inside("ip", "link", "set", "eth0", isCut ? "down" : "up");
    }

    public String inside(String... command) throws Exception {
        var all = new ArrayList<>(entering());
        all.addAll(List.of(command));
        return must(all.toArray(String[]::new));
    }

    private List<String> entering() {
        return List.of("nsenter", "-t", Long.toString(holder.pid()), "-n", "-m", "--");
    }

    private static String must(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(() -> String.join(" ", command) + ": " + said).isZero();
        return said;
    }

    private static void quietly(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        process.onExit().join();
    }

    @Override
    public void close() throws IOException {
        Process running = daemon;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly().onExit().join();
        }
        // The kernel would take it out some time after the host has ended.
        quietly(
                "nsenter",
                "-t",
                Long.toString(holder.pid()),
                "-n",
                "--",
                "ip",
                "link",
                "del",
                "eth0");
        holder.destroyForcibly().onExit().join();
    }
}
