package dev.belay.model.node;

import dev.belay.model.value.Otherwise;
import dev.belay.model.value.Port;
import java.time.Duration;
import java.util.Optional;

/// How the cluster talks to a guest node, and which resource is its machine.
///
/// @param machine name of the resource that is the virtual machine
/// @param address `remote-addr`; empty: the node's name
/// @param port `remote-port`
/// @param connectTimeout `remote-connect-timeout`
public record GuestOptions(
        String machine,
        Optional<String> address,
        @Otherwise("3121") Port port,
        @Otherwise("60s") Duration connectTimeout) {

    /// One with all that is optional left as it is by default.
    public static GuestOptions of(String machine) {
        return new GuestOptions(machine, Optional.empty(), new Port(3121), Duration.ofSeconds(60));
    }

    public GuestOptions withMachine(String machine) {
        return new GuestOptions(machine, address, port, connectTimeout);
    }

    public GuestOptions withAddress(Optional<String> address) {
        return new GuestOptions(machine, address, port, connectTimeout);
    }

    public GuestOptions withPort(Port port) {
        return new GuestOptions(machine, address, port, connectTimeout);
    }

    public GuestOptions withConnectTimeout(Duration connectTimeout) {
        return new GuestOptions(machine, address, port, connectTimeout);
    }
}
