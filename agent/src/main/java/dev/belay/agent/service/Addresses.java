package dev.belay.agent.service;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/// Addresses on the devices of this host, and what its neighbours believe of them.
public interface Addresses {

    /// The device that has an address in the same network.
    ///
    /// @throws IOException when there is none; the message says what there is
    String deviceFor(InetAddress address, int prefix) throws IOException;

    /// Asks the neighbours at a device who has an address. Blocks at most for the time.
    ///
    /// @return the MAC address of who has it; empty: nobody answered
    Optional<String> holder(InetAddress address, String device, Duration within) throws IOException;

    /// Puts an address on a device; may be repeated.
    void add(InetAddress address, int prefix, String device) throws IOException;

    /// Takes an address off every device that has it; may be repeated.
    void remove(InetAddress address) throws IOException;

    /// Whether an address is on a device.
    boolean isThere(InetAddress address, String device) throws IOException;

    /// Tells the neighbours at a device that an address is here; to be repeated, for frames get
    /// lost.
    void announce(InetAddress address, String device) throws IOException;
}
