package dev.belay.reach.ssh;

import java.util.List;

/// What the known-hosts files say of a key.
sealed interface HostKeyVerdict {

    /// It is the right one.
    ///
    /// @param place `file:line` of the entry that vouches for it
    record Known(String place) implements HostKeyVerdict {}

    /// Nobody ever wrote it down.
    ///
    /// @param others keys of other types that are known for this host
    record Unknown(List<KnownHostsLine> others) implements HostKeyVerdict {}

    /// The host had another one.
    ///
    /// @param known the entry that says otherwise
    record Changed(KnownHostsLine known) implements HostKeyVerdict {}

    /// It must never be used again.
    ///
    /// @param entry the entry that revokes it
    record Revoked(KnownHostsLine entry) implements HostKeyVerdict {}
}
