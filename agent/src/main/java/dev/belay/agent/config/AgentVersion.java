package dev.belay.agent.config;

/// The version of this agent.
public final class AgentVersion {

    /// The same as in the project's build file; a test holds the two against each other.
    public static final String CURRENT = "0.1.0";

    private AgentVersion() {}
}
