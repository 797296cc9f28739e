package dev.belay.agent.join;

import dev.belay.agent.config.AgentConfig;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where other agents would reach this one.
///
/// @param listenHost address that it listens at; empty when the host has none
/// @param host address that the others dial
/// @param port at this port
record OwnAddress(String listenHost, String host, int port) {

    static OwnAddress of(AgentConfig config) {
        var enrolling = config.enrolling();
        String listen = config.listenHost().isEmpty() ? first().orElse("") : config.listenHost();
        return new OwnAddress(
                listen,
                enrolling.publishedHost().isEmpty() ? listen : enrolling.publishedHost(),
                enrolling.publishedPort() == 0 ? config.listenPort() : enrolling.publishedPort());
    }

    /// The host's first address that is no loopback one, IPv4 before IPv6.
    private static Optional<String> first() {
        try {
            List<InetAddress> all =
                    NetworkInterface.networkInterfaces()
                            .filter(OwnAddress::isUp)
                            .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                            .flatMap(NetworkInterface::inetAddresses)
                            .filter(one ->
                                    !one.isLoopbackAddress()
                                            && !one.isLinkLocalAddress()
                                            && !one.isMulticastAddress())
                            .toList();
            return all.stream()
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .or(() -> all.stream().findFirst())
                    .map(InetAddress::getHostAddress);
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
