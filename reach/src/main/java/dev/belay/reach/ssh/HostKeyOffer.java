package dev.belay.reach.ssh;

import java.util.List;

/// A host's key that was never seen before: the user has to compare it.
///
/// @param host as it will be written down, such as `node-1` or `[node-1]:2222`
/// @param keyType for people, such as `ED25519`
/// @param fingerprint `SHA256:…` as `ssh-keygen -lf` on the node shows it
/// @param alsoKnown keys of other types that are known for this host, `file:line` each
public record HostKeyOffer(
        String host, String keyType, String fingerprint, List<String> alsoKnown) {}
