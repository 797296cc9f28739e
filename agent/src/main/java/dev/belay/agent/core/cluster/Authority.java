package dev.belay.agent.core.cluster;

/// A certificate authority of the cluster, without its key.
///
/// @param id first characters of its key's fingerprint
/// @param pem its certificate
/// @param fingerprint `SHA256:…` of its public key
/// @param notBeforeMillis begin of its validity
/// @param notAfterMillis end of its validity
public record Authority(
        String id, String pem, String fingerprint, long notBeforeMillis, long notAfterMillis) {}
