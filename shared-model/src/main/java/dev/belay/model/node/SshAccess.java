package dev.belay.model.node;

import dev.belay.model.value.Otherwise;
import dev.belay.model.value.Port;
import java.util.List;
import java.util.Optional;

/// How the studio and the command line reach a node.
///
/// @param user empty: as the SSH configuration says
/// @param host name or address to connect to; empty: the node's address
/// @param port of the SSH server
/// @param jumps hosts to go through, first one first
public record SshAccess(
        @Otherwise("") String user,
        Optional<String> host,
        @Otherwise("22") Port port,
        List<String> jumps) {

    /// What holds where nothing was said.
    public static final SshAccess DEFAULT =
            new SshAccess("", Optional.empty(), new Port(22), List.of());

    public SshAccess {
        jumps = List.copyOf(jumps);
    }

    public SshAccess withUser(String user) {
        return new SshAccess(user, host, port, jumps);
    }

    public SshAccess withHost(Optional<String> host) {
        return new SshAccess(user, host, port, jumps);
    }

    public SshAccess withPort(Port port) {
        return new SshAccess(user, host, port, jumps);
    }

    public SshAccess withJumps(List<String> jumps) {
        return new SshAccess(user, host, port, jumps);
    }
}
