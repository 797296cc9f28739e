package dev.belay.agent.lab;

import dev.belay.api.LabDescription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Nodes that are hosts of their own, in namespaces, on a bridge whose cables can be cut, each with
/// OpenSSH's server. Needs root.
final class NetnsFabric implements Fabric {

    private static final int AGENT_PORT = 7400;
    private static final int ENROLL_PORT = 7401;
    private static final int SSH_PORT = 22;
    private static final Duration SSH_LONGEST = Duration.ofSeconds(10);
    private static final List<String> NEEDED =
            List.of("unshare", "nsenter", "setpriv", "ip", "nft", "sshd", "bash");

    private final LabFolder folder;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private @Nullable NetnsSwitch network;

    private static final class Node {
        final int number;
        final AgentPlace place;
        @Nullable NetnsHost host;
        @Nullable AgentProcess agent;
        boolean frozen;

        Node(int number, AgentPlace place) {
            this.number = number;
            this.place = place;
        }
    }

    NetnsFabric(LabFolder folder) {
        this.folder = folder;
    }

    @Override
    public LabDescription.Kind kind() {
        return LabDescription.Kind.NETNS;
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public int sshPort() {
        return SSH_PORT;
    }

    @Override
    public List<AgentPlace> open(int count) throws LabException, IOException, InterruptedException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            throw new LabException("netns.root", System.getProperty("user.name"));
        }
        List<String> missing = Tools.missing(NEEDED);
        if (!missing.isEmpty()) {
            throw new LabException("netns.tools", String.join(", ", missing));
        }
        // Each host has a /run of its own, which would hide the lab's files.
        if (folder.path().startsWith("/run") || folder.path().startsWith("/etc")) {
            throw new LabException("netns.dir", folder.path().toString());
        }
        NetnsSwitch made = NetnsSwitch.make();
        network = made;
        var hosts = new StringBuilder("127.0.0.1 localhost\n");
        for (int i = 1; i <= count; i++) {
            hosts.append(made.address(i)).append(" node-").append(i).append('\n');
        }
        for (int i = 1; i <= count; i++) {
            String id = "node-" + i;
            Path home = folder.node(id);
            Files.createDirectories(home);
            Files.writeString(home.resolve("hosts"), hosts);
            String address = made.address(i);
            nodes.put(
                    id,
                    new Node(
                            i,
                            new AgentPlace(
                                    id,
                                    Zones.of(i),
                                    address,
                                    AGENT_PORT,
                                    address,
                                    AGENT_PORT,
                                    home,
                                    Path.of("/run/belay/agent.sock"),
                                    "127.0.0.1",
                                    ENROLL_PORT)));
        }
        return nodes.values().stream().map(node -> node.place).toList();
    }

    @Override
    public void startHost(String id) throws LabException, IOException, InterruptedException {
        Node node = node(id);
        if (node.host != null && node.host.isUp()) {
            return;
        }
        NetnsHost host = NetnsHost.start(node.place);
        network().disconnect(id);
        network().connect(id, node.number, host.firstPid());
        node.host = host;
        node.frozen = false;
    }

    @Override
    public void startSsh(String id, SshIdentity identity)
            throws LabException, IOException, InterruptedException {
        Node node = node(id);
        if (answers(node.place.host())) {
            return;
        }
        Path ssh = node.place.folder().resolve("ssh");
        if (!Files.exists(ssh)) {
            Files.createDirectories(ssh);
            SshKeys.writePrivate(identity.host(), "belay lab " + id, ssh.resolve("host_key"));
            Files.writeString(
                    ssh.resolve("authorized_keys"), SshKeys.publicLine(identity.user()) + "\n");
            Files.writeString(
                    ssh.resolve("sshd_config"),
                    sshdConfig(node.place.host(), System.getProperty("belay.home")));
        }
        if (!host(node).order("sshd").equals("started")) {
            throw noSsh(node);
        }
        long deadline = System.nanoTime() + SSH_LONGEST.toNanos();
        while (!answers(node.place.host())) {
            if (System.nanoTime() > deadline) {
                throw noSsh(node);
            }
        }
    }

    private static LabException noSsh(Node node) {
        Path home = node.place.folder();
        return new LabException(
                "sshd",
                node.place.id(),
                LabFolder.lastLine(home.resolve("sshd.log"), home.resolve("host.log")));
    }

    /// @param home folder of the launcher, so that it is found as where it is installed
    static String sshdConfig(String address, @Nullable String home) {
        String path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        return """
        Port 22
        ListenAddress %s
        HostKey /etc/belay-ssh/host_key
        AuthorizedKeysFile /etc/belay-ssh/authorized_keys
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        AllowStreamLocalForwarding yes
        UsePAM no
        PidFile none
        LogLevel ERROR
        SetEnv "PATH=%s"
        """
                .formatted(address, home == null ? path : home + ":" + path);
    }

    private static boolean answers(String address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, SSH_PORT), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void startAgent(String id) throws LabException, IOException, InterruptedException {
        Node node = node(id);
        node.agent = AgentProcess.startInside(host(node), node.place);
    }

    @Override
    public void stop(String id) throws IOException, InterruptedException {
        Node node = node(id);
        if (node.agent != null) {
            thaw(node);
            node.agent.stop();
        }
    }

    @Override
    public void kill(String id, boolean wholeHost) throws IOException, InterruptedException {
        Node node = node(id);
        if (wholeHost && node.host != null) {
            network().disconnect(id);
            node.host.end();
        }
        if (node.agent != null) {
            node.agent.kill();
        }
    }

    @Override
    public void pause(String id, boolean wholeHost) throws IOException, InterruptedException {
        Node node = node(id);
        if (wholeHost && node.host != null) {
            Signals.send("STOP", node.host.pids());
            node.frozen = true;
        } else if (node.agent != null) {
            node.agent.pause();
        }
    }

    @Override
    public void resume(String id) throws IOException, InterruptedException {
        Node node = node(id);
        thaw(node);
        if (node.agent != null) {
            node.agent.resume();
        }
    }

    private static void thaw(Node node) throws IOException, InterruptedException {
        if (node.frozen && node.host != null) {
            Signals.send("CONT", node.host.pids());
            node.frozen = false;
        }
    }

    @Override
    public void cut(String from, String to) throws IOException, InterruptedException {
        network().cut(from, to);
    }

    @Override
    public void heal(String from, String to) throws IOException, InterruptedException {
        network().heal(from, to);
    }

    @Override
    public List<LabState.Cut> cuts() {
        return network().cuts();
    }

    @Override
    public LabState.NodeView view(String id) {
        Node node = node(id);
        long host = node.host != null && node.host.isUp() ? node.host.firstPid() : 0;
        if (node.agent == null || !node.agent.isAlive()) {
            return new LabState.NodeView(id, LabState.Life.DOWN, 0, host);
        }
        return new LabState.NodeView(
                id, node.frozen ? LabState.Life.PAUSED : node.agent.life(), node.agent.pid(), host);
    }

    @Override
    public Path apiSocket(String id) {
        Node node = node(id);
        long pid = node.host == null ? 0 : node.host.firstPid();
        return Path.of("/proc", Long.toString(pid), "root", "run", "belay", "agent.sock");
    }

    private Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("the supervisor knows its nodes, found '" + id + "'");
        }
        return node;
    }

    private static NetnsHost host(Node node) throws LabException {
        if (node.host == null || !node.host.isUp()) {
            throw new LabException("node.down", node.place.id());
        }
        return node.host;
    }

    private NetnsSwitch network() {
        NetnsSwitch made = network;
        if (made == null) {
            throw new IllegalStateException("a lab is opened before it is used");
        }
        return made;
    }

    @Override
    public void end() throws IOException, InterruptedException {
        for (Node node : nodes.values()) {
            if (node.host != null) {
                node.host.end();
            }
            if (node.agent != null) {
                node.agent.kill();
            }
        }
        if (network != null) {
            network.end();
        }
    }
}
