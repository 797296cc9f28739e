package dev.belay.model.station;

import dev.belay.model.value.Otherwise;
import dev.belay.model.value.Port;
import java.util.Optional;

/// A port that a load balancer listens at.
///
/// @param name what people call it
/// @param port where clients come to
/// @param backendPort where they are sent to; empty: the same
/// @param protocol how it forwards
public record Frontend(
        String name,
        Port port,
        Optional<Port> backendPort,
        @Otherwise("tcp") BalancerProtocol protocol) {

    /// One with all that is optional left as it is by default.
    public static Frontend of(String name, Port port) {
        return new Frontend(name, port, Optional.empty(), BalancerProtocol.TCP);
    }

    public Frontend withName(String name) {
        return new Frontend(name, port, backendPort, protocol);
    }

    public Frontend withPort(Port port) {
        return new Frontend(name, port, backendPort, protocol);
    }

    public Frontend withBackendPort(Optional<Port> backendPort) {
        return new Frontend(name, port, backendPort, protocol);
    }

    public Frontend withProtocol(BalancerProtocol protocol) {
        return new Frontend(name, port, backendPort, protocol);
    }
}
