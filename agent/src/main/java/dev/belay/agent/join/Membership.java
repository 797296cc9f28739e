package dev.belay.agent.join;

import dev.belay.agent.config.AgentConfig;
import dev.belay.model.status.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// That this node is a member, and of what: written when it founds or joins a cluster, and kept up
/// to date, so that a node that was away finds the others.
///
/// @param format of this file
/// @param clusterId the cluster's
/// @param clusterName what people call it at first
/// @param node id of this node
/// @param members as this node knew them last
public record Membership(
        int format, String clusterId, String clusterName, String node, List<Member> members) {

    private static final int FORMAT = 1;
    private static final String FILE = "membership.json";

    public Membership {
        members = List.copyOf(members);
    }

    static Membership of(String clusterId, String clusterName, String node, List<Member> members) {
        return new Membership(FORMAT, clusterId, clusterName, node, members);
    }

    /// What a state folder says; empty when its node is in no cluster.
    public static Optional<Membership> read(Path stateDir) throws IOException {
        return StateFile.read(stateDir.resolve(FILE), Membership.class);
    }

    /// From now on the node is a member.
    void write(Path stateDir) throws IOException {
        StateFile.write(stateDir.resolve(FILE), this);
    }

    static void forget(Path stateDir) throws IOException {
        StateFile.delete(stateDir.resolve(FILE));
    }

    /// The configuration that a member runs with.
    public AgentConfig applied(AgentConfig config) {
        return config.in(
                clusterId, clusterName, node, members, AgentConfig.Tls.below(config.stateDir()));
    }
}
