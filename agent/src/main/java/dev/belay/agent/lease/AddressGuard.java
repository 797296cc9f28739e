package dev.belay.agent.lease;

import java.net.InetAddress;
import java.util.Collection;

/// What the kernel does with an address of ours whose lease is not renewed. Not safe for use by
/// several threads.
public sealed interface AddressGuard extends AutoCloseable permits Gate, AddressLifetimes {

    /// What became of a renewal or a take.
    enum Pass {
        /// The address is good for another while.
        OPEN,
        /// The kernel had taken it away; or, at a take, somebody has it already. Nothing changed.
        REFUSED,
        /// The guard is not there any more: somebody flushed the host's rules. Addresses have to
        /// go.
        GONE
    }

    /// As the API calls it among the dead-men.
    String name();

    /// One address more that is of no use until it is taken; may be repeated.
    void adopt(InetAddress address) throws LeaseException;

    /// Makes addresses useful for the first time under a new grant. All or none.
    ///
    /// @param millis for how long without a renewal
    Pass take(Collection<InetAddress> addresses, long millis) throws LeaseException;

    /// Keeps addresses useful. All or none: one that the kernel has taken away refuses all, so they
    /// are to be renewed one by one where they may live alone.
    ///
    /// @param millis for how long without another renewal
    Pass renew(Collection<InetAddress> addresses, long millis) throws LeaseException;

    /// Ends the use of one address; may be repeated.
    void shut(InetAddress address) throws LeaseException;

    /// Closes the line to the kernel, which does its part without it.
    @Override
    void close();
}
