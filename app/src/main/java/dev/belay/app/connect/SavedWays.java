package dev.belay.app.connect;

import dev.belay.model.status.Member;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.LocalSocket;
import dev.belay.reach.ssh.ConnectStep;
import dev.belay.reach.ssh.ConnectWatch;
import dev.belay.reach.ssh.SshAddress;
import dev.belay.reach.ssh.SshChoices;
import dev.belay.reach.ssh.SshPorts;
import dev.belay.reach.ssh.SshReach;
import dev.belay.reach.ssh.SshTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// How to get to the nodes of a saved connection.
final class SavedWays {

    private final SavedConnection saved;
    private final SshDoor.ConfigSource config;

    SavedWays(SavedConnection saved, SshDoor.ConfigSource config) {
        this.saved = saved;
        this.config = config;
    }

    /// @throws AgentException when an address is written wrong
    ClusterPlan plan(SshPortsSource ports, BiConsumer<String, String> settled)
            throws AgentException {
        List<ClusterPlan.Entry> entries = new ArrayList<>();
        for (SavedConnection.SavedNode node : saved.nodes()) {
            String key = node.node().isEmpty() ? node.address() : node.node();
            entries.add(
                    new ClusterPlan.Entry(
                            key, node.address(), door(node.address(), ports.forTunnel())));
        }
        return new ClusterPlan(saved.name(), entries, member -> learned(member, ports), settled);
    }

    /// Each tunnel has ports of its own, because each remembers which secrets it has tried.
    @FunctionalInterface
    interface SshPortsSource {
        SshPorts forTunnel();
    }

    private NodeDoor door(String address, SshPorts ports) throws AgentException {
        return isLocal(address)
                ? new LocalDoor(Path.of(address))
                : new SshDoor(address(address), choices(), config, socket(), ports);
    }

    /// A member without an address of its own here is tried where the other agents reach it, with
    /// the same user, port, key and jumps; not from a connection to a local socket.
    private Optional<NodeDoor> learned(Member member, SshPortsSource ports) {
        if (saved.nodes().stream().anyMatch(node -> isLocal(node.address()))) {
            return Optional.empty();
        }
        try {
            return Optional.of(door(member.host(), ports.forTunnel()));
        } catch (AgentException e) {
            return Optional.empty();
        }
    }

    /// For one host alone.
    HostDoor.Opener host(String address, SshPorts ports) {
        if (isLocal(address)) {
            return onLost -> new HostDoor.Opened(new LocalSocket(Path.of(address)), null);
        }
        return onLost -> {
            SshTarget target = config.load().resolve(address(address), choices());
            SshReach reach = SshReach.connect(target, socket(), ports, onLost);
            return new HostDoor.Opened(reach, reach);
        };
    }

    /// For the tunnel doctor.
    TunnelDoctor.Way way(String address, SshPorts ports) {
        if (isLocal(address)) {
            return _ -> new Local(new LocalSocket(Path.of(address)));
        }
        return watch -> {
            SshTarget target = config.load().resolve(address(address), choices());
            SshPorts watched =
                    new SshPorts(
                            ports.ownKnownHosts(),
                            ports.hostKeyQuestion(),
                            ports.secrets(),
                            new Renamed(watch, target.describe(), address));
            return new Ssh(SshReach.connect(target, socket(), watched, _ -> {}));
        };
    }

    static boolean isLocal(String address) {
        return address.startsWith("/");
    }

    private String socket() {
        return saved.socket().isEmpty() ? LocalSocket.DEFAULT.toString() : saved.socket();
    }

    private SshAddress address(String written) throws AgentException {
        SshAddress address = SshAddress.parse(written);
        Optional<String> user =
                saved.user().isEmpty() ? Optional.empty() : Optional.of(saved.user());
        Optional<Integer> port = saved.port() == 0 ? Optional.empty() : Optional.of(saved.port());
        return new SshAddress(
                address.user().or(() -> user), address.host(), address.port().or(() -> port));
    }

    private SshChoices choices() {
        return new SshChoices(
                saved.keyFile().isEmpty() ? Optional.empty() : Optional.of(key()),
                false,
                saved.jump().isEmpty() ? Optional.empty() : Optional.of(saved.jump()),
                List.of());
    }

    private Path key() {
        String written = saved.keyFile();
        return written.startsWith("~/")
                ? Path.of(System.getProperty("user.home"), written.substring(2))
                : Path.of(written);
    }

    private record Local(LocalSocket path) implements TunnelDoctor.Way.Opened {
        @Override
        public void close() {}
    }

    private record Ssh(SshReach reach) implements TunnelDoctor.Way.Opened {
        @Override
        public AgentPath path() {
            return reach;
        }

        @Override
        public void close() {
            reach.close();
        }
    }

    /// Shows the node under the name that the user wrote; jump hosts keep their own.
    private record Renamed(ConnectWatch watch, String resolved, String written)
            implements ConnectWatch {
        @Override
        public void began(ConnectStep step, String host) {
            watch.began(step, host.equals(resolved) ? written : host);
        }

        @Override
        public void passed(ConnectStep step, String host, String evidence) {
            watch.passed(step, host.equals(resolved) ? written : host, evidence);
        }
    }
}
