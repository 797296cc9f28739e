package dev.belay.agent.config;

import dev.belay.model.status.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// What one agent is told at its start; a JSON file, by default `/etc/belay/agent.json`.
///
/// Without a cluster id the node is in no cluster until it founds one or joins one; its membership
/// is then in its state folder.
///
/// @param clusterId stable id of the cluster, 1–63 of `a-z 0-9 -`; empty when the file names none
/// @param clusterName what people call the cluster at first; the replicated state has the last word
/// @param node id of this node, one of {@code members}; empty when the file names no cluster
/// @param members the members that the cluster starts with; afterwards the replicated state has the
///   last word
/// @param stateDir folder of log, snapshots, history and journal; belongs to one agent alone
/// @param socket path of the API's unix socket
/// @param listenHost address that agent-to-agent traffic is accepted at; empty in no cluster for
///   the host's first one
/// @param listenPort its port; may differ from the member's published one behind a relay
/// @param tls certificates of agent-to-agent traffic
/// @param metricsHost address of the Prometheus endpoint, a loopback address
/// @param metricsPort its port; 0 switches it off
/// @param groups operating-system groups that give a role at the API
/// @param enrolling how it comes into a cluster, and lets others in
/// @param addressGuard what makes virtual IPs useless here when their lease is not renewed
/// @param watchdog the host's own dead-man
/// @param remoteKey file of the key that remote nodes and members share
public record AgentConfig(
        String clusterId,
        String clusterName,
        String node,
        List<Member> members,
        Path stateDir,
        Path socket,
        String listenHost,
        int listenPort,
        Tls tls,
        String metricsHost,
        int metricsPort,
        Groups groups,
        Enrolling enrolling,
        AddressGuarding addressGuard,
        WatchedBy watchdog,
        Path remoteKey) {

    /// Where Pacemaker has the key of remote nodes.
    public static final Path REMOTE_KEY = Path.of("/etc/pacemaker/authkey");

    public AgentConfig {
        // A file from before has no such parts.
        enrolling = Objects.requireNonNullElse(enrolling, Enrolling.PRESET);
        addressGuard = Objects.requireNonNullElse(addressGuard, AddressGuarding.AUTO);
        watchdog = Objects.requireNonNullElse(watchdog, WatchedBy.NOBODY);
        remoteKey = Objects.requireNonNullElse(remoteKey, REMOTE_KEY);
    }

    /// A member whose file says all about its cluster.
    public AgentConfig(
            String clusterId,
            String clusterName,
            String node,
            List<Member> members,
            Path stateDir,
            Path socket,
            String listenHost,
            int listenPort,
            Tls tls,
            String metricsHost,
            int metricsPort,
            Groups groups) {
        this(
                clusterId,
                clusterName,
                node,
                members,
                stateDir,
                socket,
                listenHost,
                listenPort,
                tls,
                metricsHost,
                metricsPort,
                groups,
                Enrolling.PRESET,
                AddressGuarding.AUTO,
                WatchedBy.NOBODY,
                REMOTE_KEY);
    }

    /// Whether the configuration names a cluster.
    public boolean isMember() {
        return !clusterId.isEmpty();
    }

    /// The same agent as a member of a cluster. Where it listens at no given address, that is the
    /// one which the others know.
    public AgentConfig in(String cluster, String name, String self, List<Member> all, Tls files) {
        return new AgentConfig(
                cluster,
                name,
                self,
                all,
                stateDir,
                socket,
                listenHost.isEmpty()
                        ? all.stream()
                                .filter(member -> member.id().equals(self))
                                .map(Member::host)
                                .findFirst()
                                .orElse("")
                        : listenHost,
                listenPort,
                files,
                metricsHost,
                metricsPort,
                groups,
                enrolling,
                addressGuard,
                watchdog,
                remoteKey);
    }

    /// A watchdog that resets the host when its agent, as a member of a cluster, gives no sign of
    /// life.
    ///
    /// @param device its path, such as `/dev/watchdog`; empty for none
    /// @param seconds of silence
    public record WatchedBy(String device, int seconds) {

        public static final int SECONDS = 15;

        public static final WatchedBy NOBODY = new WatchedBy("", SECONDS);
    }

    /// What the kernel does with a virtual IP whose lease is not renewed.
    public enum AddressGuarding {
        /// A gate where the host has nftables, else a lifetime.
        AUTO,
        /// It lets nothing through: exact to milliseconds.
        GATE,
        /// It takes the address off, after whole seconds: for slow timing profiles alone.
        LIFETIME
    }

    /// How a node comes into a cluster, and lets others in.
    ///
    /// @param name host name that it comes with; empty for the host's own
    /// @param zone its fault domain; empty when none was given
    /// @param port where an admin takes nodes in
    /// @param publishedHost address that other agents dial; empty for the one it listens at
    /// @param publishedPort port that other agents dial; 0 for the one it listens at
    public record Enrolling(
            String name, String zone, int port, String publishedHost, int publishedPort) {

        public static final int PORT = 7401;

        public static final Enrolling PRESET = new Enrolling("", "", PORT, "", 0);
    }

    /// PEM files; the certificate's URI SAN is `belay://clusterId/nodeId`.
    ///
    /// @param authority the cluster CA's certificate, the only one that is trusted
    /// @param certificate this node's certificate
    /// @param key this node's private key, PKCS#8
    public record Tls(Path authority, Path certificate, Path key) {

        /// Where a node keeps them that was enrolled.
        public static Tls below(Path stateDir) {
            Path folder = stateDir.resolve("tls");
            return new Tls(
                    folder.resolve("authority.pem"),
                    folder.resolve("node.pem"),
                    folder.resolve("node.key"));
        }
    }

    /// Names of operating-system groups; root and the user that the agent runs as are
    /// administrators.
    public record Groups(String guest, String operator, String administrator) {}
}
