package dev.belay.agent.config;

import dev.belay.model.status.Member;
import java.nio.file.Path;
import java.util.List;

/// What one agent is told at its start; a JSON file, by default `/etc/belay/agent.json`.
///
/// @param clusterId stable id of the cluster, 1–63 of `a-z 0-9 -`
/// @param clusterName what people call the cluster at first; the replicated state has the last word
/// @param node id of this node, one of {@code members}
/// @param members the members that the cluster starts with; afterwards the replicated state has the
///   last word
/// @param stateDir folder of log, snapshots, history and journal; belongs to one agent alone
/// @param socket path of the API's unix socket
/// @param listenHost address that agent-to-agent traffic is accepted at
/// @param listenPort its port; may differ from the member's published one behind a relay
/// @param tls certificates of agent-to-agent traffic
/// @param metricsHost address of the Prometheus endpoint, a loopback address
/// @param metricsPort its port; 0 switches it off
/// @param groups operating-system groups that give a role at the API
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
        Groups groups) {

    /// PEM files; the certificate's URI SAN is `belay://clusterId/nodeId`.
    ///
    /// @param authority the cluster CA's certificate, the only one that is trusted
    /// @param certificate this node's certificate
    /// @param key this node's private key, PKCS#8
    public record Tls(Path authority, Path certificate, Path key) {}

    /// Names of operating-system groups; root and the user that the agent runs as are
    /// administrators.
    public record Groups(String guest, String operator, String administrator) {}
}
