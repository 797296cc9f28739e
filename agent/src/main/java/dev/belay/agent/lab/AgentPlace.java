package dev.belay.agent.lab;

import java.nio.file.Path;

/// Where an agent of the lab lives, as the agent itself sees it.
///
/// @param id id of the node
/// @param zone its fault domain
/// @param host address that the other agents dial
/// @param port at this port
/// @param listenHost address that it listens at
/// @param listenPort at this port
/// @param folder its files: configuration, certificates, state, log
/// @param socket its API's unix socket
/// @param metricsHost address of its metrics
/// @param enrollPort where it takes other nodes in
record AgentPlace(
        String id,
        String zone,
        String host,
        int port,
        String listenHost,
        int listenPort,
        Path folder,
        Path socket,
        String metricsHost,
        int enrollPort) {

    Path configFile() {
        return folder.resolve("agent.json");
    }

    /// Names of all nodes with their addresses.
    Path hostsFile() {
        return folder.resolve("hosts");
    }

    Path logFile() {
        return folder.resolve("agent.log");
    }
}
