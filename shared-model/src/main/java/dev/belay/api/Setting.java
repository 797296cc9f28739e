package dev.belay.api;

/// A replicated setting of the cluster.
///
/// @param key `cluster.name`, or anything below `label.`
/// @param value at most 4,096 characters; empty when it was never set
/// @param version number of the log entry that set it last; 0 when it was never set
public record Setting(String key, String value, long version) {}
