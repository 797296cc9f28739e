package dev.belay.agent.core.cluster;

/// Who asked for a change.
///
/// @param user as the operating system knows them; the agent's own doing is `belay`
/// @param node id of the node that it was asked on
/// @param from where from: `socket`, `peer`, or an address
public record Actor(String user, String node, String from) {

    /// What an agent does by itself.
    public static Actor agent(String node) {
        return new Actor("belay", node, "agent");
    }

    /// For people: who, and where.
    public String inWords() {
        return user + " on " + node;
    }

    String place() {
        return node + " " + from;
    }
}
