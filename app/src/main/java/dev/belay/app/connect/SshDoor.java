package dev.belay.app.connect;

import dev.belay.reach.AgentException;
import dev.belay.reach.ssh.SshAddress;
import dev.belay.reach.ssh.SshChoices;
import dev.belay.reach.ssh.SshConfig;
import dev.belay.reach.ssh.SshPorts;
import dev.belay.reach.ssh.SshReach;
import java.util.function.Consumer;

/// A node behind SSH.
///
/// @param address as the connection has it
/// @param choices what the connection says beside the address
/// @param config the user's SSH config, read anew for every try
/// @param socket of the agent on the node
/// @param ports questions, secrets and known hosts
record SshDoor(
        SshAddress address, SshChoices choices, ConfigSource config, String socket, SshPorts ports)
        implements NodeDoor {

    /// Where the SSH config comes from.
    @FunctionalInterface
    interface ConfigSource {
        SshConfig load() throws AgentException;
    }

    @Override
    public NodeLink open(Consumer<String> onLost) throws AgentException {
        SshReach reach =
                SshReach.connect(config.load().resolve(address, choices), socket, ports, onLost);
        // Farewells may wait for a server that is gone.
        return new ApiLink(
                reach,
                reach.facts(),
                () -> Thread.ofVirtual().name("ssh close").start(reach::close));
    }

    @Override
    public String describe() {
        return address.toString();
    }
}
