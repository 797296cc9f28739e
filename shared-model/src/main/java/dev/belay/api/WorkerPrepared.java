package dev.belay.api;

/// A node has become a member.
///
/// @param node its id
/// @param clusterId the cluster's
/// @param clusterName what people call it
/// @param admin id of its admin
public record WorkerPrepared(String node, String clusterId, String clusterName, String admin) {}
