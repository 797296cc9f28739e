package dev.belay.model.network;

/// Kind of a DNS record.
public enum RecordType {
    /// An IPv4 address.
    A,
    /// An IPv6 address.
    AAAA
}
