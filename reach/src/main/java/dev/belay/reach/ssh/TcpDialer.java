package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;

/// Resolves a name and connects to the first of its addresses that answers.
final class TcpDialer {

    private final SshTarget target;
    private final ConnectWatch watch;

    TcpDialer(SshTarget target, ConnectWatch watch) {
        this.target = target;
        this.watch = watch;
    }

    Socket dial() throws AgentException {
        List<InetAddress> addresses = resolve();
        watch.began(ConnectStep.TCP, target.describe());
        IOException last = new IOException("no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                long begin = System.nanoTime();
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(address, target.port()),
                        (int) target.connectTimeout().toMillis());
                watch.passed(
                        ConnectStep.TCP,
                        target.describe(),
                        address.getHostAddress()
                                + " port "
                                + target.port()
                                + " in "
                                + (System.nanoTime() - begin) / 1_000_000
                                + " ms");
                return socket;
            } catch (IOException e) {
                close(socket);
                last = e;
            }
        }
        throw unreachable(addresses, last);
    }

    private List<InetAddress> resolve() throws AgentException {
        watch.began(ConnectStep.RESOLVE, target.describe());
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(target.host()));
            watch.passed(ConnectStep.RESOLVE, target.describe(), shown(addresses));
            return addresses;
        } catch (UnknownHostException e) {
            throw new AgentException(
                    AgentException.Kind.UNREACHABLE,
                    new ApiError(
                            "ssh-resolve",
                            "an address for '" + target.host() + "'",
                            "no such name",
                            "check the spelling, the DNS, or add HostName to ~/.ssh/config"),
                    e);
        }
    }

    private AgentException unreachable(List<InetAddress> addresses, IOException cause) {
        String found;
        String advice;
        switch (cause) {
            case ConnectException e when String.valueOf(e.getMessage()).contains("refused") -> {
                found = "that nothing listens there";
                advice = "check that sshd runs and that the port is right";
            }
            case NoRouteToHostException _ -> {
                found = "no route";
                advice = "check network and firewall";
            }
            case SocketTimeoutException _ -> {
                found = "no answer within " + target.connectTimeout().toSeconds() + " s";
                advice = "check that the node is up and that no firewall drops the packets";
            }
            default -> {
                found = "'" + cause.getMessage() + "'";
                advice = "check the network";
            }
        }
        return new AgentException(
                AgentException.Kind.UNREACHABLE,
                new ApiError(
                        "ssh-connect",
                        "a TCP connection to " + shown(addresses) + " port " + target.port(),
                        found,
                        advice),
                cause);
    }

    private static String shown(List<InetAddress> addresses) {
        return addresses.stream()
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed it is.
        }
    }
}
