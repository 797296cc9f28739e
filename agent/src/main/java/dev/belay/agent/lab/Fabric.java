package dev.belay.agent.lab;

import dev.belay.api.LabDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What carries a lab's nodes and the links between them.
///
/// One thread calls it, and must live as long as the lab: the processes that it starts are tied to
/// that thread and die with it.
interface Fabric {

    LabDescription.Kind kind();

    /// Who logs in to the nodes.
    String user();

    /// Port of the nodes' SSH servers.
    int sshPort();

    /// Takes addresses that nobody else has.
    ///
    /// @return the nodes' places, in the order of their ids
    List<AgentPlace> open(int nodes) throws LabException, IOException, InterruptedException;

    /// Makes the host that an agent can be started on.
    void startHost(String node) throws LabException, IOException, InterruptedException;

    void startSsh(String node, SshIdentity identity)
            throws LabException, IOException, InterruptedException;

    /// Starts the agent; returns before it has joined.
    void startAgent(String node) throws LabException, IOException, InterruptedException;

    /// Ends the agent in order.
    void stop(String node) throws IOException, InterruptedException;

    /// Ends the agent at once; where hosts are separate, only with `wholeHost` everything else on
    /// it.
    void kill(String node, boolean wholeHost) throws IOException, InterruptedException;

    void pause(String node, boolean wholeHost) throws IOException, InterruptedException;

    void resume(String node) throws IOException, InterruptedException;

    void cut(String from, String to) throws IOException, InterruptedException;

    void heal(String from, String to) throws IOException, InterruptedException;

    List<LabState.Cut> cuts();

    LabState.NodeView view(String node);

    /// The agent's API as this process reaches it.
    Path apiSocket(String node);

    /// Ends everything that was started.
    void end() throws IOException, InterruptedException;
}
