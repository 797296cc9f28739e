package dev.belay.agent.core.cluster;

/// A node's certificate, as the cluster remembers it.
///
/// @param node whose
/// @param serial in hexadecimal
/// @param fingerprint `SHA256:…` of its public key
/// @param authority id of the authority that signed it
/// @param notBeforeMillis begin of its validity
/// @param notAfterMillis end of its validity
public record Certificate(
        String node,
        String serial,
        String fingerprint,
        String authority,
        long notBeforeMillis,
        long notAfterMillis) {}
