package dev.belay.app.enroll;

import dev.belay.api.NodeStanding;
import dev.belay.app.wizard.Deed;
import dev.belay.reach.AgentException;

/// Puts an agent onto one host over SSH. All calls block; each may be repeated.
public interface AgentInstaller {

    /// What a host is.
    ///
    /// @param system such as `Linux`
    /// @param architecture such as `x86_64`
    /// @param java path of a JDK 25's `java`; empty without one
    /// @param systemd whether systemd runs there
    /// @param root whether commands can be run as root, directly or by sudo without a question
    /// @param user who is logged in
    /// @param agent version of the agent that is there; empty without one
    /// @param freeMegabytes room in `/usr`
    record HostFacts(
            String system,
            String architecture,
            String java,
            boolean systemd,
            boolean root,
            String user,
            String agent,
            long freeMegabytes) {}

    /// Connects; asks about the host's key when it is new.
    ///
    /// @return how, in a few words
    String reach() throws AgentException;

    /// Looks what the host is; changes nothing.
    HostFacts look() throws AgentException;

    /// Uploads the agent's jars and launcher.
    void upload(Deed.Log log) throws AgentException;

    /// Writes the configuration of a node in no cluster.
    void configure(Deed.Log log) throws AgentException;

    /// Starts the agent: as a service where systemd runs, detached elsewhere.
    void start(Deed.Log log) throws AgentException;

    /// Waits until the agent's API answers.
    NodeStanding await(Deed.Log log) throws AgentException, InterruptedException;

    /// Stops the agent and takes away what was uploaded.
    void remove(Deed.Log log) throws AgentException;
}
