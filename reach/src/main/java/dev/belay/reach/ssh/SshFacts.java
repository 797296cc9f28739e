package dev.belay.reach.ssh;

import java.util.List;

/// What is worth showing of an open SSH connection.
///
/// @param target such as `admin@node-1:22`
/// @param via the hosts in between, first the one next to us
/// @param serverVersion as the server names itself
/// @param keyType of the host key, such as `ED25519`
/// @param fingerprint of the host key, `SHA256:…`
/// @param authenticatedBy how the login went, in a few words
/// @param algorithms key exchange and cipher
/// @param notes what the SSH config says and is not followed
public record SshFacts(
        String target,
        List<String> via,
        String serverVersion,
        String keyType,
        String fingerprint,
        String authenticatedBy,
        String algorithms,
        List<String> notes) {}
