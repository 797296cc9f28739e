package dev.belay.model.node;

import dev.belay.model.value.Otherwise;
import dev.belay.model.value.Port;
import java.time.Duration;
import java.util.Optional;

/// How the cluster talks to a remote node.
///
/// @param server name or address to connect to; empty: the node's address
/// @param port of the remote executor, `PCMK_remote_port`
/// @param reconnectInterval wait after a lost connection; zero: at once
/// @param stock whether it runs the distribution's own `pacemaker_remoted`
public record RemoteOptions(
        Optional<String> server,
        @Otherwise("3121") Port port,
        @Otherwise("0s") Duration reconnectInterval,
        @Otherwise("false") boolean stock) {

    /// What holds where nothing was said.
    public static final RemoteOptions DEFAULT =
            new RemoteOptions(Optional.empty(), new Port(3121), Duration.ZERO, false);

    public RemoteOptions withServer(Optional<String> server) {
        return new RemoteOptions(server, port, reconnectInterval, stock);
    }

    public RemoteOptions withPort(Port port) {
        return new RemoteOptions(server, port, reconnectInterval, stock);
    }

    public RemoteOptions withReconnectInterval(Duration reconnectInterval) {
        return new RemoteOptions(server, port, reconnectInterval, stock);
    }

    public RemoteOptions withStock(boolean stock) {
        return new RemoteOptions(server, port, reconnectInterval, stock);
    }
}
