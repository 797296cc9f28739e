package dev.belay.agent.service;

import dev.belay.agent.lease.HostAddresses;
import dev.belay.agent.lease.LeaseException;
import dev.belay.agent.lease.Neighbours;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Addresses of a local network, by the kernel of this host. Safe for use by several threads.
public final class LanAddresses implements Addresses {

    private final HostAddresses host;
    private final IntSupplier lifetime;

    /// @param host stays the caller's to close
    public LanAddresses(HostAddresses host) {
        this(host, () -> HostAddresses.FOR_EVER);
    }

    /// @param host stays the caller's to close
    /// @param lifetime of an address that is put on a device, in seconds
    public LanAddresses(HostAddresses host, IntSupplier lifetime) {
        this.host = host;
        this.lifetime = lifetime;
    }

    @Override
    public String deviceFor(InetAddress address, int prefix) throws LeaseException {
        return host.deviceFor(address, prefix);
    }

    @Override
    public Optional<String> holder(InetAddress address, String device, Duration within)
            throws LeaseException {
        try (Neighbours neighbours = Neighbours.at(device)) {
            return neighbours.holder(address, within);
        }
    }

    @Override
    public void add(InetAddress address, int prefix, String device) throws LeaseException {
        host.add(address, prefix, device, lifetime.getAsInt());
    }

    @Override
    public void remove(InetAddress address) throws LeaseException {
        for (HostAddresses.Placed one : host.find(address)) {
            host.remove(one.address(), one.prefix(), one.device());
        }
    }

    @Override
    public boolean isThere(InetAddress address, String device) throws LeaseException {
        return host.find(address).stream().anyMatch(one -> one.device().equals(device));
    }

    @Override
    public void announce(InetAddress address, String device) throws LeaseException {
        try (Neighbours neighbours = Neighbours.at(device)) {
            neighbours.announce(address);
        }
    }
}
