package dev.belay.reach.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// All that is needed to log in at one host, after config and user have had their say.
///
/// @param alias what the user wrote
/// @param host name or address to connect to
/// @param port 1–65535
/// @param user whom to log in as
/// @param identityFiles private keys in the order of trying
/// @param identitiesChosen whether the user or the config named the keys, rather than custom
/// @param identitiesOnly whether other keys of the ssh-agent must not be offered
/// @param agentSocket the ssh-agent; empty for none
/// @param jumps hosts to go through, first the one next to us; each without jumps of its own
/// @param knownHosts files to look keys up in, read only
/// @param hostKeyName the name to look the key up by, usually the host
/// @param strictHostKeys what to do with a new key
/// @param connectTimeout for the TCP connection and for the key exchange, each
/// @param aliveInterval between signs of life, whole seconds
/// @param aliveCount signs of life without an answer after which the connection is lost
/// @param passwords whether password and questions may be used
/// @param notes what the config says and is not followed, one sentence each
public record SshTarget(
        String alias,
        String host,
        int port,
        String user,
        List<Path> identityFiles,
        boolean identitiesChosen,
        boolean identitiesOnly,
        Optional<Path> agentSocket,
        List<SshTarget> jumps,
        List<Path> knownHosts,
        String hostKeyName,
        StrictHostKeys strictHostKeys,
        Duration connectTimeout,
        Duration aliveInterval,
        int aliveCount,
        boolean passwords,
        List<String> notes) {

    /// Such as `admin@node-1:22`, for messages.
    public String describe() {
        return SshAddress.of(user, host, port).toString();
    }

    SshTarget withJumps(List<SshTarget> newJumps) {
        return new SshTarget(
                alias,
                host,
                port,
                user,
                identityFiles,
                identitiesChosen,
                identitiesOnly,
                agentSocket,
                newJumps,
                knownHosts,
                hostKeyName,
                strictHostKeys,
                connectTimeout,
                aliveInterval,
                aliveCount,
                passwords,
                notes);
    }
}
