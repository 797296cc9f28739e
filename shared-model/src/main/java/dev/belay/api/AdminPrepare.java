package dev.belay.api;

import org.jspecify.annotations.Nullable;

/// Asks to open enrollment; on a node in no cluster, founds one first with this node as its admin.
///
/// @param clusterName name of the cluster to be founded; null for the host's name, and on an admin
/// @param workers how many may use the token, from 1
/// @param ttlMillis how long it can be used; 900,000 (15 minutes) when null
/// @param witness whether those that come only vote and run no service
public record AdminPrepare(
        @Nullable String clusterName, int workers, @Nullable Long ttlMillis, boolean witness) {}
