package dev.belay.agent.config;

/// Which node of which cluster this agent is now: it changes when the node joins a cluster, leaves
/// it or is renamed.
public final class Identity {

    private record Now(String clusterId, String node) {}

    private volatile Now now;

    /// @param clusterId empty in no cluster
    public Identity(String clusterId, String node) {
        this.now = new Now(clusterId, node);
    }

    public String clusterId() {
        return now.clusterId();
    }

    public String node() {
        return now.node();
    }

    public void become(String clusterId, String node) {
        now = new Now(clusterId, node);
    }
}
