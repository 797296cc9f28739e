package dev.belay.agent.lease;

import dev.belay.agent.core.lease.Terms;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The dead-man of addresses where the host has no nftables: an address has a lifetime, and the
/// kernel takes it off its device a while after the last renewal. Whole seconds, so only slow
/// timing profiles can live by it.
///
/// The kernel does not know renewing from adding: a renewal that comes too late would bring the
/// address back. The self-kill bounds when the last one can come, and what it grants counts from
/// there ({@link Terms#byLifetimes}). Not safe for use by several threads.
public final class AddressLifetimes implements AddressGuard {

    private final HostAddresses host;

    /// @param host is closed with it
    AddressLifetimes(HostAddresses host) {
        this.host = host;
    }

    /// In the network namespace that the calling thread is in; with a line to the kernel of its
    /// own, for who renews waits for nobody.
    public static AddressLifetimes open() throws LeaseException {
        return new AddressLifetimes(HostAddresses.open());
    }

    @Override
    public String name() {
        return "address-lifetime";
    }

    /// Nothing to do: it is put on its device with a lifetime.
    @Override
    public void adopt(InetAddress address) {}

    @Override
    public Pass take(Collection<InetAddress> addresses, long millis) throws LeaseException {
        return renew(addresses, millis);
    }

    /// One that is not on any device has been taken off, by its lifetime or by somebody. One that
    /// is on several has the lifetime on each.
    @Override
    public Pass renew(Collection<InetAddress> addresses, long millis) throws LeaseException {
        int seconds = Terms.lifetimeSeconds(millis);
        if (seconds < 1) {
            throw new LeaseException(
                    "wanted a lifetime of at least a second for an address, the times allow %d ms: take the timing profile 'patient', or install nftables"
                            .formatted(millis));
        }
        List<HostAddresses.Placed> all = new ArrayList<>();
        for (InetAddress address : addresses) {
            List<HostAddresses.Placed> there = host.find(address);
            if (there.isEmpty()) {
                return Pass.REFUSED;
            }
            all.addAll(there);
        }
        for (HostAddresses.Placed one : all) {
            host.add(one.address(), one.prefix(), one.device(), seconds);
        }
        return Pass.OPEN;
    }

    /// It is not renewed any more; who put it on its device takes it off.
    @Override
    public void shut(InetAddress address) {}

    @Override
    public void close() {
        host.close();
    }
}
