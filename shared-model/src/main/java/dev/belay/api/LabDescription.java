package dev.belay.api;

import java.time.Instant;
import java.util.List;

/// A running lab as its `lab.json` tells it: all that is needed to connect to it.
///
/// @param version of this file format, {@link #VERSION}
/// @param clusterId id of the lab's cluster; empty when its nodes are in none, for enrollment to be
///   tried
/// @param clusterName name of the lab's cluster
/// @param kind what a host of the lab is
/// @param supervisorPid the process that keeps the lab alive
/// @param startedAt when it came up
/// @param folder the lab's folder, absolute
/// @param user who to log in as over SSH
/// @param keyFile private key that every node accepts, unencrypted, OpenSSH or PKCS#8 PEM
/// @param knownHostsFile the real host keys of all nodes, in OpenSSH's format
/// @param nodes in the order of their ids
public record LabDescription(
        int version,
        String clusterId,
        String clusterName,
        Kind kind,
        long supervisorPid,
        Instant startedAt,
        String folder,
        String user,
        String keyFile,
        String knownHostsFile,
        List<LabNode> nodes) {

    public static final int VERSION = 1;

    /// Name of the file inside the lab's folder.
    public static final String FILE = "lab.json";

    /// What a host of the lab is.
    public enum Kind {
        /// A process on a loopback address of its own.
        LOOPBACK,
        /// Network, mount, host-name and process namespaces of its own.
        NETNS
    }

    /// One node of a lab.
    ///
    /// @param id its id, such as `node-1`
    /// @param zone its fault domain
    /// @param address where its SSH server listens
    /// @param sshPort at this port
    /// @param socket path of its agent's unix socket, as the node itself sees it
    public record LabNode(String id, String zone, String address, int sshPort, String socket) {}
}
