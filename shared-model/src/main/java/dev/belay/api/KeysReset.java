package dev.belay.api;

import java.time.Instant;

/// A node's new key for enrollment. The private part never leaves the node.
///
/// @param node its id
/// @param at when
/// @param fingerprint `SHA256:…` of the public key
public record KeysReset(String node, Instant at, String fingerprint) {}
