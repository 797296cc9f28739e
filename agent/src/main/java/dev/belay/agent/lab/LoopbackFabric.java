package dev.belay.agent.lab;

import dev.belay.api.LabDescription;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Nodes without any privilege: each has a loopback address of its own, and everything to it goes
/// through relays of this process, where links can be cut.
final class LoopbackFabric implements Fabric {

    private static final int SSH_PORT = 2222;
    private static final int SSH_BEHIND = 2223;
    private static final int AGENT_PORT = 7400;
    private static final int AGENT_BEHIND = 7401;
    private static final int ENROLL_PORT = 7402;
    private static final int CLAIM_PORT = 7499;
    private static final int LAST_LAB = 254;

    private final LabFolder folder;
    private final @Nullable Path record;
    private final Links links = new Links();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private @Nullable ServerSocket claim;

    /// Everything of one node.
    private static final class Node {
        final AgentPlace place;
        final Relay peers;
        final Relay ssh;
        @Nullable AgentProcess agent;
        @Nullable NodeSsh server;

        Node(AgentPlace place, Relay peers, Relay ssh) {
            this.place = place;
            this.peers = peers;
            this.ssh = ssh;
        }
    }

    /// @param record where the first node's agent writes a start-up cache at its end; null for none
    LoopbackFabric(LabFolder folder, @Nullable Path record) {
        this.folder = folder;
        this.record = record;
    }

    @Override
    public LabDescription.Kind kind() {
        return LabDescription.Kind.LOOPBACK;
    }

    @Override
    public String user() {
        return System.getProperty("user.name");
    }

    @Override
    public int sshPort() {
        return SSH_PORT;
    }

    @Override
    public List<AgentPlace> open(int count) throws LabException, IOException {
        int lab = claimNumber();
        var hosts = new StringBuilder("127.0.0.1 localhost\n");
        for (int i = 1; i <= count; i++) {
            hosts.append(address(lab, i)).append(" node-").append(i).append('\n');
        }
        var places = new ArrayList<AgentPlace>();
        for (int i = 1; i <= count; i++) {
            String id = "node-" + i;
            String address = address(lab, i);
            Path home = folder.node(id);
            Files.createDirectories(home);
            var place =
                    new AgentPlace(
                            id,
                            Zones.of(i),
                            address,
                            AGENT_PORT,
                            address,
                            AGENT_BEHIND,
                            home,
                            home.resolve("agent.sock"),
                            address,
                            ENROLL_PORT);
            Files.writeString(place.hostsFile(), hosts);
            var peers =
                    new Relay(
                            id,
                            new InetSocketAddress(address, AGENT_PORT),
                            new InetSocketAddress(address, AGENT_BEHIND),
                            links,
                            this::dialer);
            var ssh =
                    new Relay(
                            id,
                            new InetSocketAddress(address, SSH_PORT),
                            new InetSocketAddress(address, SSH_BEHIND),
                            links,
                            (_, _) -> Links.OUTSIDE);
            nodes.put(id, new Node(place, peers, ssh));
            places.add(place);
        }
        return places;
    }

    /// Several labs stand side by side; a listener that nobody talks to marks a number as taken.
    private int claimNumber() throws LabException, IOException {
        for (int lab = 1; lab <= LAST_LAB; lab++) {
            var socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(address(lab, 1), CLAIM_PORT));
                claim = socket;
                return lab;
            } catch (BindException e) {
                socket.close();
            }
        }
        throw new LabException("addresses", address(1, 1), address(LAST_LAB, 1));
    }

    private static String address(int lab, int node) {
        return "127.77." + lab + "." + node;
    }

    private String dialer(InetSocketAddress client, InetSocketAddress server) throws IOException {
        Map<Long, String> agents = new HashMap<>();
        synchronized (nodes) {
            nodes.forEach((id, node) -> {
                if (node.agent != null) {
                    agents.put(node.agent.pid(), id);
                }
            });
        }
        return SocketOwners.find(client, server, agents).orElse(Links.OUTSIDE);
    }

    @Override
    public void startHost(String id) throws LabException, IOException {
        Node node = node(id);
        try {
            node.peers.open();
            node.ssh.open();
        } catch (BindException e) {
            throw new LabException("address.taken", node.place.host());
        }
    }

    @Override
    public void startSsh(String id, SshIdentity identity) throws IOException {
        Node node = node(id);
        if (node.server == null) {
            var server =
                    new NodeSsh(
                            new InetSocketAddress(node.place.host(), SSH_BEHIND),
                            identity.host(),
                            user(),
                            identity.user().getPublic(),
                            node.place.socket());
            server.start();
            node.server = server;
        }
    }

    @Override
    public void startAgent(String id) throws IOException {
        Node node = node(id);
        AgentProcess fresh =
                AgentProcess.start(
                        node.place, id.equals(nodes.keySet().iterator().next()) ? record : null);
        synchronized (nodes) {
            node.agent = fresh;
        }
    }

    @Override
    public void stop(String id) throws IOException, InterruptedException {
        Node node = node(id);
        if (node.agent != null) {
            node.agent.stop();
        }
    }

    @Override
    public void kill(String id, boolean wholeHost) throws IOException, InterruptedException {
        Node node = node(id);
        if (node.agent != null) {
            node.agent.kill();
        }
        // On loopback the agent is the host: its address answers no more.
        node.peers.close();
        node.ssh.close();
        links.mute(id, false);
    }

    @Override
    public void pause(String id, boolean wholeHost) throws IOException, InterruptedException {
        AgentProcess agent = node(id).agent;
        if (agent != null) {
            agent.pause();
            links.mute(id, true);
        }
    }

    @Override
    public void resume(String id) throws IOException, InterruptedException {
        AgentProcess agent = node(id).agent;
        if (agent != null) {
            agent.resume();
            links.mute(id, false);
        }
    }

    @Override
    public void cut(String from, String to) {
        links.cut(from, to);
    }

    @Override
    public void heal(String from, String to) {
        links.heal(from, to);
    }

    @Override
    public List<LabState.Cut> cuts() {
        return links.cuts();
    }

    @Override
    public LabState.NodeView view(String id) {
        AgentProcess agent = node(id).agent;
        return agent == null || !agent.isAlive()
                ? new LabState.NodeView(id, LabState.Life.DOWN, 0, 0)
                : new LabState.NodeView(id, agent.life(), agent.pid(), 0);
    }

    @Override
    public Path apiSocket(String id) {
        return node(id).place.socket();
    }

    private Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("the supervisor knows its nodes, found '" + id + "'");
        }
        return node;
    }

    @Override
    public void end() throws IOException, InterruptedException {
        for (Node node : nodes.values()) {
            if (node.agent != null) {
                node.agent.kill();
            }
            node.peers.close();
            node.ssh.close();
            if (node.server != null) {
                node.server.close();
            }
        }
        if (claim != null) {
            claim.close();
        }
    }
}
